import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { journalFile } from '../../../electron/adapters/journal.ts';
import { createRequestOutbox, type RequestIdentity } from '../../../electron/services/request-outbox.ts';
import { referenceOf } from '../../../electron/services/request-records.ts';
import { requestSchema, type Request } from '../../../shared/requests/request.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';
import { journalOnDisk, manualClock, memoryJournal } from './fakes.ts';
import { eventually } from '../../support/eventually.ts';

const minuteMs = 60_000;

const draftOf =
  (title: string) =>
  ({ id, reference, nowMs }: RequestIdentity): Request => ({
    ...{ id, reference, createdAtMs: nowMs, updatedAtMs: nowMs, language: 'en', title, description: '' },
    lines: [{ id: 'os', group: 'computer', label: 'System', value: 'Linux', ticked: true }],
    state: { kind: 'draft' },
  });

async function outboxWith(journal = memoryJournal(), disk = { isFull: false }) {
  const clock = manualClock();
  const outbox = await createRequestOutbox({
    journal: journalOnDisk(journal, disk),
    clock,
    newId: () => randomUUID(),
    retryMs: 5,
  });
  return { outbox, clock, journal, disk };
}

const edit = (description: string) => ({ title: 'No sound', description, ticked: [] });

describe('createRequestOutbox', () => {
  it('walks a request from draft to sent, each step on the disk before it is answered', async () => {
    const path = join(await temporaryFolder(), 'outbox.jsonl');
    const open = () =>
      createRequestOutbox({ journal: journalFile(path), clock: manualClock(), newId: () => randomUUID() });
    const { id } = await (await open()).start(draftOf('No sound'));
    expect((await (await open()).edit(id, edit('in calls'))).ok).toBe(true);
    expect((await open()).get(id)).toMatchObject({
      title: 'No sound',
      description: 'in calls',
      lines: [{ ticked: false }],
    });
    expect((await (await open()).handOver(id, 'mail')).ok).toBe(true);
    expect((await open()).get(id)?.state).toMatchObject({ kind: 'handed-over', way: 'mail' });
    expect((await (await open()).confirm(id, true, '4711')).ok).toBe(true);
    expect((await open()).list()).toMatchObject([{ state: { kind: 'sent', ticket: '4711' } }]);
    expect((await open()).problems()).toEqual([]);
  });

  it('waits for the person when they say that it was not sent, and when nothing opened', async () => {
    const { outbox } = await outboxWith();
    const { id } = await outbox.start(draftOf('No sound'));
    await outbox.handOver(id, 'link');
    await outbox.confirm(id, false);
    expect(outbox.get(id)?.state).toMatchObject({ kind: 'needs-attention', reason: 'not-sent' });
    await outbox.handOver(id, 'link');
    await outbox.couldNotOpen(id);
    expect(outbox.get(id)?.state).toMatchObject({ kind: 'needs-attention', reason: 'could-not-open' });
  });

  it('refuses what is not possible now, and what it does not have', async () => {
    const { outbox } = await outboxWith();
    const { id } = await outbox.start(draftOf('No sound'));
    expect(await outbox.confirm(id, true)).toMatchObject({ ok: false, error: { kind: 'not-allowed' } });
    for (const answer of [
      outbox.edit(randomUUID(), edit('')),
      outbox.handOver(randomUUID(), 'mail'),
      outbox.confirm(randomUUID(), true),
      outbox.remove(randomUUID()),
      outbox.restore(id),
    ]) {
      expect(await answer).toMatchObject({ ok: false, error: { kind: 'no-such-request' } });
    }
  });

  it('lists the newest first and tells of every change', async () => {
    const { outbox, clock } = await outboxWith();
    const told = vi.fn();
    outbox.onChange(told);
    await outbox.start(draftOf('first'));
    clock.advanceMs(1);
    const second = await outbox.start(draftOf('second'));
    await outbox.remove(second.id);
    await outbox.restore(second.id);
    expect(outbox.list().map((request) => request.title)).toEqual(['second', 'first']);
    expect(told).toHaveBeenCalledTimes(4);
  });

  it('brings a removed request back within ten minutes, but not after a restart', async () => {
    const { outbox, clock, journal } = await outboxWith();
    const { id } = await outbox.start(draftOf('No sound'));
    await outbox.remove(id);
    expect(outbox.list()).toEqual([]);
    expect((await (await outboxWith(journal)).outbox.restore(id)).ok).toBe(false);
    clock.advanceMs(9 * minuteMs);
    expect((await outbox.restore(id)).ok).toBe(true);
    expect((await outboxWith(journal)).outbox.list()).toHaveLength(1);
    await outbox.remove(id);
    clock.advanceMs(11 * minuteMs);
    expect((await outbox.restore(id)).ok).toBe(false);
  });

  it('keeps the last of many edits made at once', async () => {
    const { outbox, journal } = await outboxWith();
    const { id } = await outbox.start(draftOf('No sound'));
    await Promise.all(Array.from({ length: 30 }, (_, n) => outbox.edit(id, edit(`edit ${n}`))));
    expect(outbox.get(id)?.description).toBe('edit 29');
    expect((await outboxWith(journal)).outbox.get(id)?.description).toBe('edit 29');
  });

  it('gives every request a reference of its own', async () => {
    const ids = [
      '00000000-0000-4000-8000-000000000001',
      '00000000-0000-4000-8000-00000e000001',
      randomUUID(),
    ];
    const waiting = [...ids];
    const outbox = await createRequestOutbox({
      journal: memoryJournal(),
      clock: manualClock(),
      newId: () => waiting.shift() ?? randomUUID(),
    });
    const first = await outbox.start(draftOf('first'));
    const second = await outbox.start(draftOf('second'));
    expect([first.id, second.id]).toEqual([ids[0], ids[2]]);
    expect(second.reference).not.toBe(first.reference);
    for (const request of [first, second]) expect(requestSchema.parse(request)).toEqual(request);
  });
});

describe('createRequestOutbox on a full disk', () => {
  it('keeps typed text in memory, says so, and saves it by itself when there is room', async () => {
    const { outbox, journal, disk } = await outboxWith();
    const { id } = await outbox.start(draftOf('No sound'));
    disk.isFull = true;
    expect(await outbox.edit(id, edit('a long story'))).toMatchObject({
      ok: false,
      error: { kind: 'could-not-save' },
    });
    expect(outbox.get(id)?.description).toBe('a long story');
    expect(outbox.problems()).toEqual([{ kind: 'could-not-save', detail: 'memory.jsonl: ENOSPC' }]);
    disk.isFull = false;
    await eventually(() => expect(outbox.problems()).toEqual([]));
    expect((await outboxWith(journal)).outbox.get(id)?.description).toBe('a long story');
  });

  it('gives a draft all the same, and saves it at the quit when there is room', async () => {
    const { outbox, journal, disk } = await outboxWith();
    disk.isFull = true;
    const { id } = await outbox.start(draftOf('Disk is full'));
    expect(outbox.get(id)?.title).toBe('Disk is full');
    expect(outbox.problems()).toHaveLength(1);
    disk.isFull = false;
    await outbox.flush();
    expect((await outboxWith(journal)).outbox.get(id)?.title).toBe('Disk is full');
  });

  it('lets a person ask for help all the same, and writes it down when there is room', async () => {
    const { outbox, journal, disk } = await outboxWith();
    const { id } = await outbox.start(draftOf('Disk is full'));
    disk.isFull = true;
    expect(await outbox.handOver(id, 'mail')).toMatchObject({
      ok: true,
      value: { state: { kind: 'handed-over' } },
    });
    expect(outbox.problems()).toHaveLength(1);
    disk.isFull = false;
    await outbox.flush();
    expect((await outboxWith(journal)).outbox.get(id)?.state.kind).toBe('handed-over');
  });

  it('does not remove or restore what it cannot write down first', async () => {
    const { outbox, disk } = await outboxWith();
    const { id } = await outbox.start(draftOf('No sound'));
    const gone = await outbox.start(draftOf('gone'));
    await outbox.remove(gone.id);
    disk.isFull = true;
    for (const answer of [outbox.remove(id), outbox.restore(gone.id)]) {
      expect(await answer).toMatchObject({ ok: false, error: { kind: 'could-not-save' } });
    }
    expect(outbox.list()).toMatchObject([{ id, state: { kind: 'draft' } }]);
    disk.isFull = false;
    expect((await outbox.restore(gone.id)).ok).toBe(true);
  });
});

describe('the journal of the outbox', () => {
  it('stays short without losing a request or a record of a newer version', async () => {
    const foreign = { kind: 'joined', incident: 'mail-down' };
    const { outbox, journal } = await outboxWith(memoryJournal([foreign]));
    expect(outbox.problems()).toEqual([{ kind: 'state-recovered', detail: 'memory.jsonl' }]);
    const first = await outbox.start(draftOf('first'));
    const second = await outbox.start(draftOf('second'));
    for (let n = 0; n < 450; n += 1) await outbox.edit(second.id, edit(`edit ${n}`));
    await outbox.flush();
    expect(journal.records.length).toBeLessThan(210);
    expect(journal.records).toContainEqual(foreign);
    const again = (await outboxWith(journal)).outbox;
    expect(again.get(first.id)?.title).toBe('first');
    expect(again.get(second.id)?.description).toBe('edit 449');
  });

  it('says when records were damaged, and has the others', async () => {
    const path = join(await temporaryFolder(), 'outbox.jsonl');
    const journal = {
      ...journalFile(path),
      read: async () => ({ ...(await journalFile(path).read()), damaged: 2, keptAs: 'aside' }),
    };
    const outbox = await createRequestOutbox({ journal, clock: manualClock(), newId: () => randomUUID() });
    expect(outbox.problems()).toEqual([{ kind: 'state-recovered', detail: 'aside' }]);
  });
});

it('makes references that can be read out', () => {
  for (let n = 0; n < 500; n += 1) expect(referenceOf(randomUUID())).toMatch(/^ZL-[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(referenceOf('00000000-0000-4000-8000-000000000000')).toBe('ZL-00000');
});
