/** Runs one piece of work after the other, in the order they were asked for. */
export type SerialQueue = <T>(work: () => Promise<T>) => Promise<T>;

/** A queue of its own; work that fails rejects for its caller and does not hold up the next. */
export function createSerialQueue(): SerialQueue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
