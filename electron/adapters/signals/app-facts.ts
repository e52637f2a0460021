import { known, unknown, type Reading, type SignalSource } from './source.ts';

/** What the app itself knows, without asking the system. */
export interface AppFacts {
  version: string;
  /** When the guides in use were published. */
  guidesFromMs(): number | undefined;
  displayCount(): number;
  /** Where the machine and its person belong, when IT's policy says it. */
  site(): string | undefined;
  group(): string | undefined;
}

const dayMs = 24 * 60 * 60_000;

const orNone = (value: string | undefined): Reading =>
  value === undefined || value === '' ? unknown('not-present') : known(value);

export const appSources = (facts: AppFacts): SignalSource[] => [
  {
    source: 'the app and its guides',
    ids: ['app.version', 'pack.ageDays'],
    read(nowMs) {
      const fromMs = facts.guidesFromMs();
      const ageDays = fromMs === undefined ? Number.NaN : (nowMs - fromMs) / dayMs;
      return Promise.resolve({
        'app.version': known(facts.version),
        // Published in the future: one of the two clocks is wrong.
        'pack.ageDays': ageDays >= -1 ? known(Math.max(0, Math.floor(ageDays))) : unknown('failed'),
      });
    },
  },
  {
    source: 'the screens that Electron knows',
    ids: ['displays.count'],
    read: () => Promise.resolve({ 'displays.count': known(facts.displayCount()) }),
  },
  {
    source: "IT's policy",
    ids: ['organisation.site', 'organisation.group'],
    read: () =>
      Promise.resolve({
        'organisation.site': orNone(facts.site()),
        'organisation.group': orNone(facts.group()),
      }),
  },
];
