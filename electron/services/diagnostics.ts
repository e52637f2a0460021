import type { Signal } from '../../shared/context/signal.ts';
import type { Translate } from '../../shared/i18n/create-i18n.ts';
import type { Problem, Snapshot } from '../../shared/ipc/views.ts';
import type { PolicyPlace } from '../../shared/policy/policy.ts';
import { redact } from '../../shared/requests/redact.ts';
import type { Request } from '../../shared/requests/request.ts';
import { settingKeys, type SettingKey, type Settings } from '../../shared/settings.ts';

export interface DiagnosticsFacts {
  nowMs: number;
  version: string;
  /** Name and version of each layer under the app: Electron, Chromium, Node. */
  runtime: Readonly<Record<string, string>>;
  /** The operating system with its version. */
  system: string;
  language: string;
  settings: Settings;
  managed: Snapshot['managed'];
  problems: readonly Problem[];
  signals: readonly Signal[];
  /** Notices that wait or are not shown, with the reason's name. */
  waitingNotices: readonly { notice: string; reason: string }[];
  /** Rules that give no card, with the reason's name. */
  silentRules: readonly { rule: string; why: string }[];
  sync: Snapshot['sync'];
  guideCount: number;
  /** Counted by state; neither titles nor texts are read. */
  requests: readonly Pick<Request, 'state'>[];
  /** The last lines of the app's log. */
  logLines: readonly string[];
}

const logLinesMax = 100;
const noticesMax = 60;
const rulesMax = 100;
const lineCharsMax = 1000;
const isoMinute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;

function signalLine(signal: Signal, nowMs: number, t: Translate): string {
  const { reading } = signal;
  const value =
    reading.kind === 'known' ? String(reading.value) : t('diagnostics.unknown', { reason: reading.reason });
  const minutes = Math.max(0, Math.round((nowMs - signal.observedAtMs) / 60_000));
  return `${signal.id}: ${value} (${signal.source}, ${t('diagnostics.age', { count: minutes })})`;
}

function settingLine(key: SettingKey, facts: DiagnosticsFacts, t: Translate): string {
  const value = JSON.stringify(facts.settings[key] ?? null);
  return `${key}: ${value}${setBy(facts.managed.places[`forced.${key}`], t)}`;
}

const setBy = (place: PolicyPlace | undefined, t: Translate): string =>
  place === undefined ? '' : ` (${t('diagnostics.setByOrganisation')}: ${place})`;

const managedLines = ({ values, places }: Snapshot['managed'], t: Translate): string[] =>
  Object.entries(values).map(
    ([key, value]) =>
      `${key}: ${JSON.stringify(value)}${setBy(Object.entries(places).find(([name]) => name === key)?.[1], t)}`,
  );

function requestLines(requests: DiagnosticsFacts['requests']): string[] {
  const kinds = [...new Set(requests.map((request) => request.state.kind))].sort();
  return kinds.map((kind) => `${kind}: ${requests.filter((request) => request.state.kind === kind).length}`);
}

/**
 * The whole text of the diagnostics file, for a person to read before it is saved. Nothing in it was typed by them,
 * and what names them (paths, addresses) is redacted.
 */
export function buildDiagnostics(facts: DiagnosticsFacts, t: Translate): string {
  const { sync } = facts;
  const sections: [heading: string, lines: string[]][] = [
    [
      t('diagnostics.app'),
      [
        `Zeroline ${facts.version}`,
        ...Object.entries(facts.runtime).map(([name, version]) => `${name} ${version}`),
        facts.system,
        facts.language,
      ],
    ],
    [
      t('diagnostics.settings'),
      [...settingKeys.map((key) => settingLine(key, facts, t)), ...managedLines(facts.managed, t)],
    ],
    [t('diagnostics.problems'), facts.problems.map(({ kind, detail }) => `${kind}: ${detail}`)],
    [t('diagnostics.signals'), facts.signals.map((signal) => signalLine(signal, facts.nowMs, t))],
    [
      t('panel.notice.list'),
      facts.waitingNotices.slice(0, noticesMax).map(({ notice, reason }) => `${notice}: ${reason}`),
    ],
    [t('panel.home.forYou'), facts.silentRules.slice(0, rulesMax).map(({ rule, why }) => `${rule}: ${why}`)],
    [
      t('diagnostics.guides'),
      [
        `${sync.source}: ${facts.guideCount}, ${isoMinute(sync.contentFromMs)}`,
        ...(sync.server === undefined ? [] : [`${sync.server}: ${sync.health}`]),
        ...(sync.checkedAtMs === undefined ? [] : [`${sync.state}: ${isoMinute(sync.checkedAtMs)}`]),
      ],
    ],
    [t('diagnostics.requests'), requestLines(facts.requests)],
    [t('diagnostics.log'), facts.logLines.slice(-logLinesMax).map((line) => line.slice(0, lineCharsMax))],
  ];
  const body = sections.map(([heading, lines]) =>
    [`## ${heading}`, ...(lines.length > 0 ? lines : [t('diagnostics.none')])].join('\n'),
  );
  const head = `# ${t('diagnostics.title')}\n${isoMinute(facts.nowMs)}\n${t('diagnostics.intro')}`;
  return redact(`${[head, ...body].join('\n\n')}\n`);
}
