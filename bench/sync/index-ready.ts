import MiniSearch from 'minisearch';
import type { Guide } from '../../shared/guides/guide.ts';
import { blockText, plainText } from '../../shared/guides/plain-text.ts';
import { buildIndex, patchIndex, type GuideIndex } from '../../shared/search/guide-index.ts';
import { loadIndex, serialiseIndex } from '../../shared/search/index-bytes.ts';
import { searchTextOf } from '../../shared/search/search-text.ts';
import { search } from '../../shared/search/search.ts';
import { timed, type Row } from './measure.ts';

const goalMs: Record<number, number> = { 1_000: 400, 10_000: 2_000 };

function loaded(bytes: Uint8Array): GuideIndex {
  const index = loadIndex(bytes);
  if (!index.ok) throw new Error(index.error.detail);
  return index.value;
}

/** What comes to mind first: all texts into the search engine at every start. */
function addAll(guides: readonly Guide[]) {
  const index = new MiniSearch({ fields: ['title', 'words', 'summary', 'body'] });
  index.addAll(
    guides.map(({ id, title, words, summary, steps, check }) => ({
      ...{ id, title, summary, words: words.join(' ') },
      body: [
        ...steps.map((step) => `${plainText(step.title)} ${blockText(step.body)}`),
        blockText(check),
      ].join(' '),
    })),
  );
  return index;
}

/** From bytes on the disk, or from an index before it, to the first answer. */
export async function measureIndex(guides: readonly Guide[], edited: readonly Guide[]): Promise<Row[]> {
  const count = guides.length;
  const bytes = serialiseIndex(buildIndex(guides.map(searchTextOf)));
  const before = new Map(guides.map((guide) => [guide.id, guide]));
  const added = edited.filter((guide) => before.get(guide.id) !== guide);
  const changes = { removed: added.map(({ id }) => id), added: added.map(searchTextOf) };
  const ask = (index: GuideIndex) => search(index, { text: 'password printer', language: 'en', limit: 5 });
  const rounds = count > 5_000 ? 3 : 7;

  const naive = await timed(
    Math.min(rounds, 3),
    () => guides,
    (all) => addAll(all).search('password printer'),
  );
  const load = await timed(
    rounds,
    () => bytes,
    (prebuilt) => ask(loaded(prebuilt)),
  );
  const patch = await timed(
    rounds,
    () => loaded(bytes),
    (index) => ask(patchIndex(index, changes)),
  );
  const naiveWay = 'MiniSearch addAll of all texts';
  const goal = goalMs[count];
  const row = { unit: 'ms' as const, naive: naive.value, naiveWay, ...(goal !== undefined && { goal }) };
  return [
    { name: `index of ${count} guides loaded and asked`, ...load, ...row },
    { name: `index of ${count} guides after ${added.length} edits, patched and asked`, ...patch, ...row },
  ];
}
