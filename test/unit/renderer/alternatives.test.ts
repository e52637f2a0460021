import { expect, it } from 'vitest';
import { alternativesTo } from '../../../renderer/alternatives.ts';
import { fakeRefs } from '../../fakes/fake-guides.ts';
import { fakeSnapshot } from '../../fakes/fake-snapshot.ts';

const [first, second, third] = [fakeRefs[0]!, fakeRefs[1]!, fakeRefs[2]!];

it('offers what main found after a guide, two at most', () => {
  const alternatives = [first, second, third].map((guide) => ({ guide, reason: 'linked' as const }));
  const from = { kind: 'guide' as const, id: 'x', title: 'X', giveUp: [], alternatives };
  expect(alternativesTo(from, fakeSnapshot)).toEqual(alternatives.slice(0, 2));
});

it('offers what fits the computer after a search, then what is asked most, nothing just seen, nothing twice', () => {
  const snapshot = {
    ...fakeSnapshot,
    welcomeBack: [{ rule: 'a', guide: first, reason: '' }],
    suggestions: [{ rule: 'b', guide: second, reason: '' }],
    mostAsked: [second, third],
  };
  const offered = alternativesTo({ kind: 'search', text: 'x', seen: [first.id] }, snapshot);
  expect(offered).toEqual([
    { guide: second, reason: 'suggested' },
    { guide: third, reason: 'most-asked' },
  ]);
});
