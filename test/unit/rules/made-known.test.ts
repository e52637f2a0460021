import fc from 'fast-check';
import { expect, it } from 'vitest';
import { madeKnown } from '../../../hub/rules/made-known.ts';
import { evaluate } from '../../../shared/context/evaluate.ts';
import type { Condition } from '../../../shared/context/rule.ts';
import { anyCondition, anyMachine, moment, signals } from '../context/builders.ts';

const [away, vpn]: Condition[] = [
  { signal: 'days.away', above: 1 },
  { signal: 'vpn.up', is: true },
];

it.each<[Condition, string[]]>([
  [away!, ['days.away']],
  [{ all: [away!, vpn!] }, ['days.away', 'vpn.up']],
  [{ any: [away!, vpn!] }, []],
  [{ any: [away!, { not: away! }] }, ['days.away']],
  [{ not: { any: [away!, vpn!] } }, ['days.away', 'vpn.up']],
  [{ not: { all: [away!, vpn!] } }, []],
  [{ season: { from: '01-01', to: '12-31' } }, []],
  [{ signal: 'disk.freePercent', below: 9 }, ['disk.freePercent', 'disk.freeGb']],
  [{ signal: 'password.daysLeft', below: 9 }, ['password.daysLeft', 'password.state']],
  // Expired, and there are no days left to tell.
  [{ signal: 'password.state', is: 'expired' }, ['password.state']],
])('%j makes known %j', (condition, ids) => expect([...madeKnown(condition)]).toEqual(ids));

it('what is made known was known, whatever else was not', () => {
  fc.assert(
    fc.property(anyCondition, anyMachine, fc.array(fc.nat(6)), (condition, machine, gapsAt) => {
      const gaps = gapsAt.map((at) => Object.keys(machine)[at]);
      const partly = new Map([...signals(machine)].filter(([id]) => !gaps.includes(id)));
      fc.pre(evaluate(condition, partly, moment) === true);
      const known = [...madeKnown(condition)].filter((id) => id in machine);
      expect(known.filter((id) => !partly.has(id))).toEqual([]);
    }),
  );
});
