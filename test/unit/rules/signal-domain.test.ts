import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { knownOnlyWhile, systemsOf, typeInWords, typeOf } from '../../../hub/rules/signal-domain.ts';
import { passwordReadings } from '../../../electron/adapters/signals/password.ts';
import { signalSources } from '../../../electron/adapters/signals/read-signals.ts';
import { signalIds, type SignalId } from '../../../shared/context/signal.ts';
import { osNames, type Os } from '../../../shared/os.ts';

const told = (os: Os): ReadonlySet<SignalId> =>
  new Set(
    signalSources({
      ...{ os, environment: {}, home: '/', configDir: '/', user: 'anna', serverHost: undefined },
      activity: () => ({}),
      workdays: () => [],
      app: {
        ...{ version: '1', guidesFromMs: () => 0, displayCount: () => 1 },
        ...{ site: () => undefined, group: () => undefined },
      },
      camera: { lastSeenMs: () => undefined, saw: () => undefined },
      run: () => Promise.reject(new Error('not here')),
      language: () => 'en',
      serverWord: { skew: () => undefined, portal: () => undefined, forgetNetwork: () => {} },
    }).flatMap(({ ids }) => [...ids]),
  );

it.each(osNames)('every signal that a rule can use on %s has a source there', (os) => {
  const ids = told(os);
  expect(signalIds.filter((id) => systemsOf(id).includes(os) && !ids.has(id))).toEqual([]);
});

it('the days of a password are told in the states that are named, and in no other', () => {
  const dayMs = 24 * 60 * 60_000;
  for (const expires of [9 * dayMs, 90 * dayMs, -dayMs, 'never', 'must-change', 'unreachable'] as const) {
    const readings = passwordReadings({ expires }, 0);
    const state = readings['password.state'];
    const isNamed =
      state.kind === 'known' && knownOnlyWhile['password.daysLeft']?.values.includes(state.value);
    expect(readings['password.daysLeft'].kind === 'known').toBe(isNamed);
  }
});

it('every signal is in the table for editors', () => {
  const page = readFileSync('docs/authoring.md', 'utf8');
  expect(signalIds.filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});

it('every signal is in the table of where it comes from', () => {
  const page = readFileSync('docs/signals.md', 'utf8');
  const isThere = (id: string): boolean =>
    [id, id.replace(/\..*/, '.*')].some((name) => page.includes(`\`${name}\``));
  expect(signalIds.filter((id) => !isThere(id))).toEqual([]);
});

it('every signal has a type, and its words for an editor', () => {
  expect(typeOf('disk.freePercent')).toEqual({ kind: 'number', min: 0, max: 100, isWhole: false });
  expect(typeOf('battery.percent')).toMatchObject({ max: 100 });
  expect(typeOf('clock.skewSeconds')).toMatchObject({ min: Number.NEGATIVE_INFINITY });
  expect(typeOf('vpn.up').kind).toBe('boolean');
  expect(typeInWords('memory.pressure')).toBe('one of: normal, warning, critical');
  for (const id of signalIds) expect(typeInWords(id)).not.toBe('');
});
