import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canHold, isDay } from '../../../hub/rules/can-hold.ts';
import { conflictIn, inWords, reachableSystems } from '../../../hub/rules/conflict.ts';
import { evaluate } from '../../../shared/context/evaluate.ts';
import type { Condition, Rule } from '../../../shared/context/rule.ts';
import { anyCondition, anyMachine, moment, signals } from '../context/builders.ts';

const season = (from: string, to: string): Condition => ({ season: { from, to } });

const never: [string, Condition][] = [
  ['a range that is empty', { all: [{ signal: 'days.away', 'at-least': 14 }, { signal: 'days.away', below: 14 }] }],
  ['one value and another', { all: [{ signal: 'password.state', is: 'valid' }, { signal: 'password.state', is: 'expired' }] }],
  ['every value excluded', { not: { any: [{ signal: 'vpn.up', is: true }, { signal: 'vpn.up', is: false }] } }],
  ['less than nothing', { signal: 'disk.freePercent', below: 0 }],
  ['half a day of a whole number', { signal: 'days.away', is: 6.5 }],
  ['between two whole numbers', { all: [{ signal: 'password.daysLeft', above: 2 }, { signal: 'password.daysLeft', below: 3 }] }],
  ['more than all', { signal: 'battery.percent', above: 100 }],
  ['one text and another', { all: [{ signal: 'os.version', is: '14' }, { signal: 'os.version', is: '15' }] }],
  ['two seasons apart', { all: [season('03-01', '04-30'), season('10-01', '02-28')] }],
  ['outside of the whole year', { not: season('01-01', '12-31') }],
  ['a value that others hold back', { all: [{ signal: 'password.state', is: 'expired' }, { signal: 'password.daysLeft', below: 3 }] }],
  ['two systems', { all: [{ signal: 'os.family', is: 'macos' }, { signal: 'os.family', is: 'linux' }] }],
  ['a system that does not tell', { all: [{ signal: 'os.family', is: 'macos' }, { signal: 'restart.pending', is: true }] }],
  ['each way closed', { all: [{ any: [{ signal: 'vpn.up', is: true }, { signal: 'days.away', above: 9 }] }, { signal: 'vpn.up', is: false }, { not: { signal: 'days.away', above: 5 } }] }],
]; // prettier-ignore

const sometimes: [string, Condition][] = [
  ['one point', { all: [{ signal: 'days.away', 'at-least': 14 }, { signal: 'days.away', 'at-most': 14 }] }],
  ['between two numbers', { all: [{ signal: 'disk.freeGb', above: 1 }, { signal: 'disk.freeGb', below: 1.1 }] }],
  ['whole numbers around a half', { all: [{ signal: 'days.away', above: 6.5 }, { signal: 'days.away', below: 7.5 }] }],
  ['far above a limit', { all: [{ signal: 'days.away', above: 7 }, { not: { signal: 'days.away', is: 8 } }] }],
  ['above every limit', { all: [{ signal: 'uptime.days', above: 900 }, { not: { signal: 'uptime.days', is: 901 } }] }],
  ['a clock that runs behind', { signal: 'clock.skewSeconds', below: -120 }],
  ['a text that nobody names', { not: { any: [{ signal: 'os.version', is: '14' }, { signal: 'os.version', is: '15' }] } }],
  ['over the turn of the year', { all: [season('12-15', '01-10'), season('01-05', '02-01')] }],
  ['one way open', { any: [{ signal: 'battery.percent', above: 100 }, { signal: 'vpn.up', is: true }] }],
]; // prettier-ignore

describe('a condition can hold', () => {
  it.each(never)('never: %s', (_name, when) => expect(reachableSystems({ when })).toEqual([]));
  it.each(sometimes)('sometimes: %s', (_name, when) =>
    expect(reachableSystems({ when })).toEqual(['windows', 'macos', 'linux']),
  );

  it('whenever a machine makes it true', () => {
    fc.assert(
      fc.property(anyCondition, anyMachine, (condition, machine) => {
        fc.pre(evaluate(condition, signals(machine), moment) === true);
        expect(canHold(condition, 'linux')).toBe(true);
      }),
    );
  });

  it('only where its audience is', () => {
    const oslo: Condition = { signal: 'organisation.site', is: 'Oslo' };
    expect(canHold(oslo, 'linux', { sites: ['Oslo', 'Bergen'] })).toBe(true);
    expect(canHold(oslo, 'linux', { sites: ['Bergen'] })).toBe(false);
    expect(canHold({ not: oslo }, 'linux')).toBe(true);
    expect(canHold({ signal: 'locale.language', is: 'sv' }, 'linux', { languages: ['nb'] })).toBe(false);
  });

  it('is not asked for ever: what is too tangled counts as possible', () => {
    const pairs = Array.from({ length: 40 }, (_, at): Condition => ({
      any: [
        { signal: 'days.away', is: at },
        { signal: 'uptime.days', is: at },
        { signal: 'disk.freeGb', is: at },
      ],
    }));
    expect(canHold({ all: pairs }, 'linux')).toBe(false);
    const wide = Array.from({ length: 40 }, (): Condition => ({
      any: [
        { signal: 'days.away', above: 1 },
        { signal: 'uptime.days', above: 1 },
      ],
    }));
    expect(canHold({ all: [...wide, { signal: 'battery.percent', above: 100 }] }, 'linux')).toBe(true);
  });
});

it('the parts that exclude each other are named, and no others', () => {
  const rule: Pick<Rule, 'when'> = {
    when: {
      all: [
        { signal: 'vpn.up', is: false },
        { signal: 'days.away', 'at-least': 14 },
        {
          all: [
            { signal: 'network.online', is: true },
            { signal: 'days.away', below: 7 },
          ],
        },
      ],
    },
  };
  const core = conflictIn(rule);
  expect(core.map(({ condition }) => inWords(condition))).toEqual([
    'days.away at-least 14',
    'days.away below 7',
  ]);
  expect(core.at(-1)?.path).toEqual(['when', 'all', 2, 'all', 1]);
});

it('a day is one that some year has', () => {
  expect(['02-29', '12-31', '01-01'].filter(isDay)).toHaveLength(3);
  expect(['02-30', '04-31', '11-31', '00-10'].filter(isDay)).toEqual([]);
});
