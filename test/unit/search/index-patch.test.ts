import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  buildIndex,
  patchIndex,
  startIndex,
  startPatch,
  type GuideIndex,
  type IndexBuild,
} from '../../../shared/search/guide-index.ts';
import { serialiseIndex } from '../../../shared/search/index-bytes.ts';
import type { SearchText } from '../../../shared/search/search-text.ts';
import { search } from '../../../shared/search/search.ts';
import { someHistory, someQuestion, someTexts } from './random-texts.ts';
import { idsFor, textOf } from './search-texts.ts';

vi.setConfig({ testTimeout: 30_000 });

/** What has to be told to come from one set of guides to another. */
function changesBetween(before: readonly SearchText[], after: readonly SearchText[]) {
  const now = new Map(after.map((text) => [text.id, JSON.stringify(text)]));
  const old = new Map(before.map((text) => [text.id, JSON.stringify(text)]));
  return {
    removed: before.filter(({ id }) => !now.has(id)).map(({ id }) => id),
    added: after.filter(({ id }) => now.get(id) !== old.get(id)),
  };
}

function inSteps(build: IndexBuild, finishAfter: number): GuideIndex {
  for (let step = 0; step < finishAfter; step += 1) if (!build.step()) break;
  return build.finish();
}

const questions = fc.array(someQuestion, { minLength: 1, maxLength: 5 });

describe('a patched index', () => {
  test('is the fresh one, byte for byte; the one before stays as it is', () => {
    fc.assert(
      fc.property(someHistory, questions, fc.nat(60), ([first = [], ...later], asked, steps) => {
        let before: readonly SearchText[] = first;
        let index = buildIndex(first);
        for (const after of later) {
          const bytes = serialiseIndex(index);
          const answers = asked.map((question) => search(index, { ...question, limit: 20 }));
          const patched = inSteps(startPatch(index, changesBetween(before, after)), steps);
          const fresh = buildIndex(after);
          expect(serialiseIndex(patched)).toEqual(serialiseIndex(fresh));
          for (const question of asked) {
            const wanted = search(fresh, { ...question, limit: 20 });
            expect(search(patched, { ...question, limit: 20 })).toEqual(wanted);
          }
          expect(serialiseIndex(index)).toEqual(bytes);
          expect(asked.map((question) => search(index, { ...question, limit: 20 }))).toEqual(answers);
          before = after;
          index = patched;
        }
      }),
      { numRuns: 50 },
    );
  });

  test('there and back leaves no trace', () => {
    fc.assert(
      fc.property(someHistory, ([before = [], after = []]) => {
        const there = patchIndex(buildIndex(before), changesBetween(before, after));
        const back = patchIndex(there, changesBetween(after, before));
        expect(serialiseIndex(back)).toEqual(serialiseIndex(buildIndex([...before].reverse())));
      }),
    );
  });

  test('sliced or at once it is the same', () => {
    fc.assert(
      fc.property(someTexts, (texts) => {
        const build = startIndex(texts);
        while (build.step()) continue;
        expect(build.step()).toBe(false);
        expect(serialiseIndex(build.finish())).toEqual(serialiseIndex(buildIndex(texts)));
      }),
    );
  });
});

describe('changes', () => {
  const index = buildIndex([textOf('a', 'Zebra'), textOf('b', 'Zebra', { language: 'sv' })]);

  test('a guide that changes its language is in the other one only', () => {
    const moved = patchIndex(index, { removed: [], added: [textOf('a', 'Zebra', { language: 'sv' })] });
    expect([...moved.sections.keys()]).toEqual(['sv']);
    expect(idsFor(moved, 'zebra', { language: 'sv' })).toEqual(['a', 'b']);
    expect(idsFor(moved, 'zebra', { language: 'en' })).toEqual([]);
  });

  test('of guides with the same id, the last one stays', () => {
    const twice = buildIndex([textOf('a', 'Zebra'), textOf('a', 'Lion')]);
    expect(idsFor(twice, 'zebra ')).toEqual([]);
    expect(idsFor(twice, 'lion ')).toEqual(['a']);
  });

  test('unknown ids change nothing, and sections without a change are the same object', () => {
    const same = patchIndex(index, { removed: ['nobody'], added: [] });
    expect(same.sections.get('en')).toBe(index.sections.get('en'));
    const without = patchIndex(index, { removed: ['a'], added: [] });
    expect(without.sections.get('sv')).toBe(index.sections.get('sv'));
    expect(without.sections.has('en')).toBe(false);
  });
});

test('a guide is asked for only when it is its turn, and a slice is small', () => {
  let asked = 0;
  function* texts(): Generator<SearchText> {
    for (let number = 0; number < 20; number += 1) {
      asked += 1;
      const body = Array.from({ length: 100 }, (_, word) => `word${number}x${word}`).join(' ');
      yield textOf(`g${number}`, `Guide ${number}`, { body });
    }
  }
  const build = startIndex(texts());
  const askedAfter: number[] = [];
  while (build.step()) askedAfter.push(asked);
  expect(askedAfter.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, number) => number + 1));
  // 2,000 terms, 200 a turn: while they are merged, and while they are related.
  expect(askedAfter.length).toBeGreaterThan(20 + 2 * 10);
});
