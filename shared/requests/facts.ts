import { signalValues, type Signals, type SignalId, type SignalValue } from '../context/signal.ts';
import type { Translate } from '../i18n/create-i18n.ts';
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
}

type Fact = Omit<RequestLine, 'ticked'>;

/** Lines about the machine, each in words an agent reads at a glance. What is unknown gives no line. */
export function machineFacts(signals: Signals, system: SystemFacts, t: Translate): Fact[] {
  const known = (id: SignalId): SignalValue | undefined => {
    const reading = signals.get(id)?.reading;
    return reading?.kind === 'known' ? reading.value : undefined;
  };
  const yesNo = (value: SignalValue): string => (value === true ? t('request.yes') : t('request.no'));
  const facts: Fact[] = [
    {
      id: 'computer',
      group: 'computer',
      label: t('request.lines.computer'),
      value: `${system.hostName} · ${system.osName} ${system.osVersion}`.trim(),
    },
  ];
  const add = (id: string, group: Fact['group'], label: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') facts.push({ id, group, label, value });
  };

  const online = known('network.online');
  const kind = signalValues['network.kind'].safeParse(known('network.kind')).data;
  const vpn = known('vpn.up');
  const network = [
    online === false ? t('request.values.offline') : kind && t(`request.values.network.${kind}`),
    vpn === undefined ? undefined : vpn === true ? t('request.values.vpnOn') : t('request.values.vpnOff'),
  ].filter((part) => part !== undefined);
  add('network', 'network', t('request.lines.network'), network.join(' · '));

  const freePercent = known('disk.freePercent');
  const freeGb = known('disk.freeGb');
  if (typeof freePercent === 'number' && typeof freeGb === 'number') {
    const value = t('request.values.diskFree', { gb: Math.round(freeGb), percent: Math.round(freePercent) });
    add('disk', 'computer', t('request.lines.disk'), value);
  }
  const uptime = known('uptime.days');
  const pending = known('restart.pending');
  const restart = [
    // "0 days without a restart" says nothing to an agent.
    typeof uptime === 'number' && uptime >= 1
      ? t('request.values.uptime', { count: Math.floor(uptime) })
      : undefined,
    pending === undefined ? undefined : t('request.values.restartPending', { answer: yesNo(pending) }),
  ].filter((part) => part !== undefined);
  add('restart', 'computer', t('request.lines.restart'), restart.join(' · '));

  const battery = known('battery.percent');
  if (typeof battery === 'number') {
    const charging = known('battery.charging') === true ? ` · ${t('request.values.charging')}` : '';
    add('battery', 'computer', t('request.lines.battery'), `${Math.round(battery)} %${charging}`);
  }
  add(
    'app',
    'app',
    t('request.lines.app'),
    `Zeroline ${system.appVersion} · ${t('request.values.guidesFrom', { date: system.guidesFrom })} · ${system.interfaceLanguage}`,
  );
  return facts;
}
