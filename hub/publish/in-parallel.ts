import { ok, type Result } from '../../shared/result.ts';

/** As many as a destination answers gladly at once. */
export const usualWidth = 8;

/** Does something for each item, some at a time; the first refusal ends it once what had begun is over. */
export async function inParallel<T, V, E extends { kind: string }>(
  items: Iterable<T>,
  work: (item: T) => Promise<Result<V, E>>,
  width = usualWidth,
): Promise<Result<V[], E>> {
  const left = [...items].entries();
  const done: V[] = [];
  let refused: { ok: false; error: E } | undefined;
  async function worker(): Promise<void> {
    for (const [place, item] of left) {
      const result = await work(item);
      if (result.ok) done[place] = result.value;
      else refused ??= result;
      if (refused) return;
    }
  }
  await Promise.all(Array.from({ length: width }, worker));
  return refused ?? ok(done);
}
