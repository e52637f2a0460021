import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { generatedPack } from '../../../bench/panel/generated-packs.mjs';
import type { Guide } from '../../../shared/guides/guide.ts';
import { packSchema } from '../../../shared/packs/pack.ts';
import { buildIndex, patchIndex, startPatch, type GuideIndex } from '../../../shared/search/guide-index.ts';
import { analysisVersion, loadIndex, serialiseIndex } from '../../../shared/search/index-bytes.ts';
import { search } from '../../../shared/search/search.ts';

vi.setConfig({ testTimeout: 60_000 });

const words = [
  ...[
    'password',
    'passwords',
    'passport',
    'printer',
    'print',
    'Wi-Fi',
    'drücker',
    'utskriftskø',
    'ß-Netz',
    '0x80070005',
  ],
  ...['mail', 'mailbox', 'the', 'a', 'Zebra', 'scan', 'scam', 'err_connection_reset', 'I', 'på', 'x'],
];
const phrase = (maxLength: number) =>
  fc.array(fc.constantFrom(...words), { maxLength }).map((chosen) => chosen.join(' '));
const guideWith = (id: string): fc.Arbitrary<Guide> =>
  fc
    .record({
      title: phrase(4).map((title) => title || 'Untitled'),
      summary: phrase(5),
      words: fc.array(fc.constantFrom(...words), { maxLength: 3 }),
      language: fc.constantFrom('en' as const, 'en' as const, 'nb' as const),
      text: phrase(12),
    })
    .map(({ text, ...rest }) => ({
      ...{ id, area: 'a', appliesTo: ['windows' as const], owner: 'T', reviewed: '2026-01-01', minutes: 1 },
      ...{ worksOffline: true, giveUp: [], ...rest },
      steps: [{ id: 's', title: [{ type: 'text' as const, text: 'Do it' }], body: [] }],
      check: [{ type: 'paragraph' as const, inlines: [{ type: 'text' as const, text }] }],
    }));

const ids = Array.from({ length: 12 }, (_, n) => `guide-${n}`);
const knowledgeBase = fc
  .uniqueArray(fc.constantFrom(...ids), { maxLength: ids.length })
  .chain((some) => fc.tuple(...some.map(guideWith)));
const query = fc
  .tuple(phrase(3), fc.constantFrom('', ' ', 'x', 'passw', 'pr', 'maol', 'pasword'))
  .map(([typed, more]) => `${typed} ${more}`);

function loaded(text: string): GuideIndex {
  const result = loadIndex(text);
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
}

function patchTo(index: GuideIndex, before: readonly Guide[], after: readonly Guide[]): void {
  const old = new Map(before.map((guide) => [guide.id, JSON.stringify(guide)]));
  const now = new Map(after.map((guide) => [guide.id, JSON.stringify(guide)]));
  patchIndex(index, {
    removed: before.filter(({ id }) => now.get(id) !== old.get(id)),
    added: after.filter(({ id }) => now.get(id) !== old.get(id)),
  });
}

describe('a patched, serialised and loaded index', () => {
  test('answers as one built afresh, over random edits', () => {
    fc.assert(
      fc.property(
        fc.array(knowledgeBase, { minLength: 2, maxLength: 5 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        ([first = [], ...later], queries) => {
          let index = buildIndex(first);
          let before: readonly Guide[] = first;
          for (const after of later) {
            patchTo(index, before, after);
            index = loaded(serialiseIndex(index));
            const fresh = buildIndex(after);
            expect(serialiseIndex(index)).toBe(serialiseIndex(fresh));
            for (const text of queries) {
              const hits = search(index, text, 20);
              const wanted = search(fresh, text, 20);
              expect(hits.map(({ id, titleRanges }) => ({ id, titleRanges }))).toEqual(
                wanted.map(({ id, titleRanges }) => ({ id, titleRanges })),
              );
              hits.forEach((hit, n) => expect(hit.score).toBeCloseTo(wanted[n]?.score ?? Number.NaN, 8));
            }
            before = after;
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('the order of edits leaves no trace in its bytes', () => {
    fc.assert(
      fc.property(knowledgeBase, knowledgeBase, (before, after) => {
        const index = buildIndex(before);
        patchTo(index, before, after);
        patchTo(index, after, before);
        expect(serialiseIndex(index)).toBe(serialiseIndex(buildIndex([...before].reverse())));
      }),
    );
  });
});

describe('text that is no index of this app', () => {
  const guides = fc.sample(fc.tuple(...ids.slice(0, 6).map(guideWith)), { numRuns: 1, seed: 7 })[0] ?? [];
  const whole = serialiseIndex(buildIndex(guides));

  test('another analysis is told apart from damage', () => {
    const other = whole.replace(`"analysis":${analysisVersion}`, '"analysis":99');
    expect(loadIndex(other)).toMatchObject({ ok: false, error: { kind: 'other-analysis' } });
  });

  test('cut anywhere it is refused', () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(loadIndex(whole.slice(0, length))).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    }
  });

  test.each(['lengths', 'shared', 'fields', 'counts', 'gaps', 'times'])(
    'a shorter or longer %s is refused',
    (column) => {
      const parts = JSON.parse(whole) as Record<string, string>;
      for (const changed of [parts[column]?.slice(0, -1), `${parts[column]}#`, `${parts[column]}"`]) {
        const text = JSON.stringify({ ...parts, [column]: changed });
        expect(loadIndex(text)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
      }
    },
  );
});

test('guides that are not shown leave room for others', () => {
  const guides = fc.sample(fc.tuple(...ids.map(guideWith)), { numRuns: 1, seed: 3 })[0] ?? [];
  const index = buildIndex(guides.map((guide) => ({ ...guide, words: ['password'] })));
  expect(search(index, 'password ', 3, (id) => id > 'guide-6').map(({ id }) => id)).toHaveLength(3);
  expect(search(index, 'password ', 20, (id) => id === 'guide-3').map(({ id }) => id)).toEqual(['guide-3']);
});

test('a patch is made a few guides at a time, and a guide is asked for only when it is its turn', () => {
  const { guides } = packSchema.parse(generatedPack(40));
  let asked = 0;
  const counted = function* (list: readonly Guide[]) {
    for (const guide of list) {
      asked += 1;
      yield guide;
    }
  };
  const [kept, old, fresh] = [guides.slice(0, 10), guides.slice(10, 25), guides.slice(25)];
  const build = startPatch(buildIndex([...kept, ...old]), { removed: counted(old), added: counted(fresh) });
  const askedAfter: number[] = [];
  while (build.step()) askedAfter.push(asked);
  expect(askedAfter).toEqual([5, 10, 15, 20, 25, 30]);
  expect(serialiseIndex(build.finish())).toBe(serialiseIndex(buildIndex([...kept, ...fresh])));
});
