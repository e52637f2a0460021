import { maxAgeMs } from '../context/freshness.ts';
import { isPublicAddress } from '../context/public-address.ts';
import { signalValues, type Signals, type SignalId, type SignalValue } from '../context/signal.ts';
import type { Translate } from '../i18n/create-i18n.ts';
import { lineGroups, type LineId } from './line-ids.ts';
import type { RequestLine } from './request.ts';

/** What the machine says about itself, beside its signals. */
export interface SystemFacts {
  hostName: string;
  /** As its maker names it: `Windows 11 Pro`, `Debian GNU/Linux 12`. */
  osName: string;
  osVersion: string;
  appVersion: string;
  /** ISO date of the newest guide. */
  guidesFrom: string;
  organisation: string;
  interfaceLanguage: string;
  nowMs: number;
}

/**
 * A line before the person has seen it. `unticked` stays behind unless they tick it; `asItIs` is what would otherwise be
 * taken out of a text, and holds nothing else.
 */
export type Fact = Omit<RequestLine, 'ticked'> & { unticked?: true; asItIs?: true };

type FactId = Exclude<LineId, 'tried' | 'searched'>;

/** Names of headsets tell whose they are, and a public address where somebody is. */
const untickedLines: ReadonlySet<FactId> = new Set(['sound', 'address']);

const hourMs = 3_600_000;
/** A clock that is this wrong keeps people from signing in. */
const skewSecondsTold = 30;

/** Lines about the machine, each in words an agent reads at a glance. What is unknown gives no line. */
export function machineFacts(signals: Signals, system: SystemFacts, t: Translate): Fact[] {
  const facts: Fact[] = [];
  const known = (id: SignalId): SignalValue | undefined => {
    const reading = signals.get(id)?.reading;
    return reading?.kind === 'known' ? reading.value : undefined;
  };
  const number = (id: SignalId): number | undefined => asNumber(known(id));
  const text = (id: SignalId): string | undefined => {
    const value = known(id);
    return typeof value === 'string' ? value : undefined;
  };
  const yesNo = (value: SignalValue): string => (value === true ? t('request.yes') : t('request.no'));
  const choice = <T>(schema: { safeParse(value: unknown): { data?: T } }, id: SignalId): T | undefined =>
    schema.safeParse(known(id)).data;

  /** How old the oldest part of a line is, where it is too old to be taken for now. */
  function age(ids: readonly SignalId[]): string[] {
    const old = ids.flatMap((id) => {
      const signal = signals.get(id);
      if (signal?.reading.kind !== 'known') return [];
      const ageMs = system.nowMs - signal.observedAtMs;
      return ageMs > maxAgeMs[id] ? [ageMs] : [];
    });
    if (old.length === 0) return [];
    return [t('request.values.asOf', { count: Math.max(1, Math.round(Math.max(...old) / hourMs)) })];
  }

  function add(id: FactId, parts: readonly (string | undefined)[], from: readonly SignalId[] = []): void {
    const told = parts.filter((part) => part !== undefined && part !== '');
    if (told.length === 0) return;
    facts.push({
      ...{ id, group: lineGroups[id], label: t(`request.lines.${id}`), reason: t(`request.why.${id}`) },
      value: [...told, ...age(from)].join(' · '),
      ...(untickedLines.has(id) && { unticked: true }),
      ...(id === 'address' && { asItIs: true }),
    });
  }
  const count = <K>(value: number | undefined, words: (count: number) => K): K | undefined =>
    value === undefined ? undefined : words(value);

  const build = text('os.build');
  add('computer', [
    system.hostName,
    `${system.osName} ${system.osVersion}`.trim(),
    build === undefined || system.osVersion.includes(build) ? undefined : build,
  ]);

  add('model', [text('computer.model')]);
  const asset = text('computer.assetTag');
  add('serial', [text('computer.serial'), asset && t('request.values.asset', { number: asset })]);

  const freeGb = number('disk.freeGb');
  const disk = count(number('disk.freePercent'), (free) =>
    freeGb === undefined
      ? undefined
      : t('request.values.diskFree', { gb: Math.round(freeGb), percent: Math.round(free) }),
  );
  add('disk', [disk], ['disk.freePercent', 'disk.freeGb']);

  const days = number('uptime.days');
  const pending = known('restart.pending');
  add(
    'restart',
    [
      // "0 days without a restart" says nothing to an agent.
      days === undefined || days < 1 ? undefined : t('request.values.uptime', { count: Math.floor(days) }),
      pending === undefined ? undefined : t('request.values.restartPending', { answer: yesNo(pending) }),
      count(number('updates.pending'), (n) =>
        n > 0 ? t('request.values.updates', { count: n }) : undefined,
      ),
    ],
    ['uptime.days', 'restart.pending', 'updates.pending'],
  );
  const memory = count(number('memory.freePercent'), (n) =>
    t('request.values.free', { percent: Math.round(n) }),
  );
  add('memory', [memory], ['memory.freePercent']);
  add(
    'battery',
    [
      count(number('battery.percent'), (n) => `${Math.round(n)} %`),
      number('battery.percent') !== undefined && known('battery.charging') === true
        ? t('request.values.charging')
        : undefined,
      count(number('battery.healthPercent'), (n) =>
        t('request.values.batteryHealth', { percent: Math.round(n) }),
      ),
    ],
    ['battery.percent', 'battery.charging'],
  );
  const stuck = count(number('printer.stuckJobs'), (n) =>
    n > 0 ? t('request.values.stuckJobs', { count: n }) : undefined,
  );
  add('printer', [text('printer.default'), stuck], ['printer.default', 'printer.stuckJobs']);
  const displays = count(number('displays.count'), (n) => t('request.values.displays', { count: n }));
  add('displays', [displays], ['displays.count']);
  const camera = known('camera.present');
  add(
    'sound',
    [
      text('audio.output'),
      text('audio.input'),
      camera === undefined ? undefined : t('request.values.camera', { answer: yesNo(camera) }),
    ],
    ['audio.output', 'audio.input', 'camera.present'],
  );

  const state = choice(signalValues['password.state'], 'password.state');
  const left = state === 'valid' || state === 'expiring' ? number('password.daysLeft') : undefined;
  add(
    'password',
    [
      left === undefined
        ? undefined
        : t('request.values.passwordLeft', { count: Math.max(0, Math.floor(left)) }),
      state === undefined || left !== undefined ? undefined : t(`request.values.password.${state}`),
      count(number('password.ageDays'), (n) => t('request.values.passwordAge', { count: Math.floor(n) })),
    ],
    ['password.state', 'password.daysLeft', 'password.ageDays'],
  );
  const skew = count(number('clock.skewSeconds'), (n) =>
    Math.abs(n) < skewSecondsTold ? undefined : t('request.values.skew', { count: Math.round(n) }),
  );
  add('clock', [text('locale.timeZone'), skew], ['locale.timeZone', 'clock.skewSeconds']);

  const kind = choice(signalValues['network.kind'], 'network.kind');
  const vpn = known('vpn.up');
  add(
    'network',
    [
      known('network.online') === false
        ? t('request.values.offline')
        : kind && t(`request.values.network.${kind}`),
      count(number('wifi.signalPercent'), (n) => t('request.values.signal', { percent: Math.round(n) })),
      vpn === undefined ? undefined : vpn === true ? t('request.values.vpnOn') : t('request.values.vpnOff'),
      known('network.captivePortal') === true ? t('request.values.captivePortal') : undefined,
      known('network.dnsFailing') === true ? t('request.values.dnsFailing') : undefined,
    ],
    ['network.online', 'network.kind', 'wifi.signalPercent', 'vpn.up'],
  );
  const addresses = text('network.publicAddress')?.split(', ').filter(isPublicAddress).join(', ');
  add('address', [addresses], ['network.publicAddress']);
  const proxy = choice(signalValues['proxy.kind'], 'proxy.kind');
  add('proxy', [proxy && t(`request.values.proxy.${proxy}`)], ['proxy.kind']);
  add('place', [text('organisation.site'), text('organisation.group')]);
  add('app', [
    `Zeroline ${system.appVersion}`,
    t('request.values.guidesFrom', { date: system.guidesFrom }),
    system.interfaceLanguage,
  ]);
  return facts;
}

const asNumber = (value: SignalValue | undefined): number | undefined =>
  typeof value === 'number' ? value : undefined;
