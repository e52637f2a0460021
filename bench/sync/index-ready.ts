import MiniSearch from 'minisearch';
import type { Guide } from '../../shared/guides/guide.ts';
import { blockText, plainText } from '../../shared/guides/plain-text.ts';
import {
  buildIndex,
  loadIndex,
  patchIndex,
  search,
  serialiseIndex,
  type GuideIndex,
} from '../../shared/search/guide-index.ts';
import { timed, type Row } from './measure.ts';

const goalMs: Record<number, number> = { 1_000: 400, 10_000: 2_000 };

function loaded(text: string): GuideIndex {
  const index = loadIndex(text);
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
  const text = serialiseIndex(buildIndex(guides));
  const before = new Map(guides.map((guide) => [guide.id, guide]));
  const added = edited.filter((guide) => before.get(guide.id) !== guide);
  const removed = added.flatMap(({ id }) => before.get(id) ?? []);
  const ask = (index: GuideIndex) => search(index, 'password printer', 5);
  const rounds = count > 5_000 ? 3 : 7;

  const naive = await timed(
    Math.min(rounds, 3),
    () => guides,
    (all) => addAll(all).search('password printer'),
  );
  const load = await timed(
    rounds,
    () => text,
    (prebuilt) => ask(loaded(prebuilt)),
  );
  const patch = await timed(
    rounds,
    () => loaded(text),
    (index) => {
      patchIndex(index, { removed, added });
      ask(index);
    },
  );
  const naiveWay = 'MiniSearch addAll of all texts';
  const goal = goalMs[count];
  const row = { unit: 'ms' as const, naive: naive.value, naiveWay, ...(goal !== undefined && { goal }) };
  return [
    { name: `index of ${count} guides loaded and asked`, ...load, ...row },
    { name: `index of ${count} guides after ${added.length} edits, patched and asked`, ...patch, ...row },
  ];
}
