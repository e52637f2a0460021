import { expect, test } from 'vitest';
import { groupCommit, type Writer } from '../../../../hub/store/group-commit.ts';

/** A writer that keeps numbers, and remembers what was committed together. */
function createWriter() {
  const committed: number[][] = [];
  let open: number[] | undefined;
  const disk = { isFull: false, isBroken: false, synced: 0 };
  const writer: Writer = {
    sql: {
      rows: () => Promise.resolve([]),
      row: () => Promise.resolve(undefined),
      run: (text) => Promise.resolve(void open?.push(Number(text))),
      written: () => Promise.resolve(0),
    },
    begin: () => void (open = []),
    commit() {
      if (disk.isFull) throw new Error('disk full');
      committed.push(open ?? []);
      open = undefined;
    },
    rollBack: () => void (open = undefined),
    async sync() {
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (disk.isBroken) throw new Error('input/output error');
      disk.synced = committed.length;
    },
    tidy: () => Promise.resolve(),
  };
  return { writer, committed, disk };
}

test('what comes at once is committed together, and nobody is answered before', async () => {
  const { writer, committed, disk } = createWriter();
  const group = groupCommit(writer);
  const answers = [1, 2, 3].map((n) =>
    group.write(async (sql) => {
      await sql.run(String(n));
      return () => disk.synced;
    }),
  );
  const seen = await Promise.all(answers.map((answer) => answer.then((commits) => commits())));
  expect(seen).toEqual([1, 1, 1]);
  expect(committed).toEqual([[1, 2, 3]]);
});

test('one that fails does not take the others along', async () => {
  const { writer, committed } = createWriter();
  const group = groupCommit(writer);
  const write = (n: number) =>
    group.write(async (sql) => {
      await sql.run(String(n));
      if (n === 2) throw new Error('two');
      return n;
    });
  const all = await Promise.allSettled([write(1), write(2), write(3)]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(committed).toEqual([[1], [3]]);
});

test('when the disk takes nothing, nobody is told otherwise, and later writes go on', async () => {
  const { writer, committed, disk } = createWriter();
  const group = groupCommit(writer);
  disk.isFull = true;
  const all = await Promise.allSettled([1, 2].map((n) => group.write((sql) => sql.run(String(n)))));
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  disk.isFull = false;
  await group.write((sql) => sql.run('3'));
  await group.settled();
  expect(committed).toEqual([[3]]);
});

test('what a disk did not keep is never answered, and nothing is written after it', async () => {
  const { writer, disk, committed } = createWriter();
  const group = groupCommit(writer);
  disk.isBroken = true;
  await expect(group.write((sql) => sql.run('1'))).rejects.toThrow('input/output error');
  disk.isBroken = false;
  await expect(group.write((sql) => sql.run('2'))).rejects.toThrow('input/output error');
  expect(committed).toEqual([[1]]);
  expect(group.isWhole()).toBe(false);
});

test('while the disk is busy the next group gathers', async () => {
  const { writer, committed } = createWriter();
  const group = groupCommit(writer);
  const first = group.write((sql) => sql.run('1'));
  await new Promise((resolve) => setTimeout(resolve, 3));
  await Promise.all([first, ...[2, 3, 4].map((n) => group.write((sql) => sql.run(String(n))))]);
  expect(committed).toEqual([[1], [2, 3, 4]]);
});

test('what must not meet a write has its time between two groups, and no answer waits for it', async () => {
  const { writer, committed } = createWriter();
  const seen: string[] = [];
  const group = groupCommit({
    ...writer,
    async tidy(writes) {
      seen.push(`tidy after ${writes}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(`tidied, ${committed.length} groups`);
    },
  });
  await Promise.all([1, 2].map((n) => group.write((sql) => sql.run(String(n)))));
  seen.push('answered');
  await group.write((sql) => sql.run('3'));
  await group.settled();
  expect(seen).toEqual(['tidy after 2', 'answered', 'tidied, 1 groups', 'tidy after 1', 'tidied, 2 groups']);
});
