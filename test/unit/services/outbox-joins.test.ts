import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { journalFile } from '../../../electron/adapters/journal.ts';
import { createRequestOutbox } from '../../../electron/services/request-outbox.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';
import { journalOnDisk, manualClock, memoryJournal, startMs } from './fakes.ts';
import { eventually } from '../../support/eventually.ts';

const mail = 'mail@2026-10-12';
const newId = () => randomUUID();

describe('joining an outage', () => {
  it('is on the disk when it is answered, and there after a restart, once', async () => {
    const path = join(await temporaryFolder(), 'outbox.jsonl');
    const open = () => createRequestOutbox({ journal: journalFile(path), clock: manualClock(), newId });
    const first = await open();
    await first.join(mail);
    await first.join(mail);
    const again = await open();
    expect(again.joins()).toMatchObject([{ notice: mail, atMs: startMs }]);
    expect(again.joins()).toEqual(first.joins());
    expect(again.problems()).toEqual([]);
  });

  it('can be taken back, and joined anew', async () => {
    const journal = memoryJournal();
    const open = () => createRequestOutbox({ journal, clock: manualClock(), newId });
    const outbox = await open();
    const told = vi.fn();
    outbox.onChange(told);
    await outbox.join(mail);
    await outbox.leave(mail);
    await outbox.leave(mail);
    expect([outbox.joins(), (await open()).joins()]).toEqual([[], []]);
    expect(told).toHaveBeenCalledTimes(2);
    await outbox.join(mail);
    expect((await open()).joins()).toHaveLength(1);
  });

  it('does not count on a full disk, and says so', async () => {
    const disk = { isFull: true };
    const outbox = await createRequestOutbox({
      ...{ journal: journalOnDisk(memoryJournal(), disk), clock: manualClock(), newId },
    });
    expect(await outbox.join(mail)).toMatchObject({ ok: false, error: { kind: 'could-not-save' } });
    expect(outbox.joins()).toEqual([]);
    disk.isFull = false;
    await outbox.join(mail);
    disk.isFull = true;
    expect((await outbox.leave(mail)).ok).toBe(false);
    expect(outbox.joins()).toHaveLength(1);
  });

  it('outlives the tidying of a long journal', async () => {
    const journal = memoryJournal();
    const outbox = await createRequestOutbox({ journal, clock: manualClock(), newId });
    await outbox.join(mail);
    const { id } = await outbox.start(({ id: own, reference, nowMs }) => ({
      ...{ id: own, reference, createdAtMs: nowMs, updatedAtMs: nowMs, language: 'en' },
      ...{ title: 'a', description: '', lines: [], state: { kind: 'draft' } },
    }));
    for (let n = 0; n < 230; n += 1) await outbox.edit(id, { title: 'a', description: `${n}`, ticked: [] });
    await eventually(() => expect(journal.records.length).toBeLessThan(100));
    expect((await createRequestOutbox({ journal, clock: manualClock(), newId })).joins()).toEqual(
      outbox.joins(),
    );
  });
});
