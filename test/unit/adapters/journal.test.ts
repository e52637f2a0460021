import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk } from '../../../electron/adapters/disk.ts';
import { frameRecord, joinBytes, readFrames } from '../../../electron/adapters/journal-format.ts';
import { journalFile } from '../../../electron/adapters/journal.ts';
import { faults, faultyDisk } from './faulty-disk.ts';
import { powerLossDisk } from './power-loss-disk.ts';
import { temporaryFolder } from './temp-folder.ts';

const records = [
  { id: 1, text: 'VPN is off' },
  { id: 2, text: 'Árvíztűrő\n"tükörfúrógép"' },
  { id: 3, text: '' },
  { id: 4, text: '00000000 2 {}' },
];
const frames = records.map(frameRecord);
const whole = joinBytes(frames);
const utf8 = (latin1: string) => Buffer.from(latin1, 'latin1').toString('utf8');

describe('journalFile', () => {
  it('reads what was appended, in order, also by a later process', async () => {
    const path = join(await temporaryFolder(), 'deep', 'outbox.jsonl');
    const journal = journalFile(path);
    expect(await journal.read()).toEqual({ records: [], damaged: 0 });
    for (const record of records)
      expect(await journal.append(record)).toEqual({ ok: true, value: undefined });
    expect(await journal.read()).toEqual({ records, damaged: 0 });
    expect(await journalFile(path).read()).toEqual({ records, damaged: 0 });
  });

  it('keeps all of many appends made at once, with far fewer syncs', async () => {
    const path = join(await temporaryFolder(), 'usage.jsonl');
    const counted = faultyDisk(nodeDisk(), 0, 'EIO');
    const journal = journalFile(path, counted.disk);
    const many = Array.from({ length: 200 }, (_, n) => ({ n }));
    const outcomes = await Promise.all(many.map((record) => journal.append(record)));
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect((await journal.read()).records).toEqual(many);
    expect(counted.calls()).toBeLessThan(40);
  });

  it('replaces its content whole and goes on appending', async () => {
    const path = join(await temporaryFolder(), 'outbox.jsonl');
    const journal = journalFile(path);
    for (const record of records) await journal.append(record);
    await journal.compact(records.slice(2));
    await journal.append(records[0]);
    expect((await journalFile(path).read()).records).toEqual([records[2], records[3], records[0]]);
  });

  it('sets altered records aside, keeps the rest, and is clean the next time', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'outbox.jsonl');
    const altered = whole.slice();
    altered[frames[0]!.length + 30]! ^= 1;
    await writeFile(path, altered);
    const rest = [records[0], records[2], records[3]];
    expect(await journalFile(path).read()).toEqual({
      records: rest,
      damaged: 1,
      keptAs: 'outbox.jsonl.damaged-1',
    });
    expect((await readFile(`${path}.damaged-1`)).length).toBe(frames[1]!.length);
    expect(await journalFile(path).read()).toEqual({ records: rest, damaged: 0 });
    expect((await readdir(folder)).sort()).toEqual(['outbox.jsonl', 'outbox.jsonl.damaged-1']);
  });

  it('starts a new line after a torn one that could not be cut', async () => {
    const path = join(await temporaryFolder(), 'outbox.jsonl');
    await writeFile(path, whole.subarray(0, whole.length - 5));
    await journalFile(path).append({ id: 5 });
    expect((await journalFile(path).read()).records).toEqual([...records.slice(0, 3), { id: 5 }]);
  });

  it('does not replace content that it could not read', async () => {
    const path = join(await temporaryFolder(), 'outbox.jsonl');
    await writeFile(path, whole);
    const journal = journalFile(path, faultyDisk(nodeDisk(), 1, 'EIO').disk);
    expect(await journal.read()).toEqual({ records: [], damaged: 1 });
    expect((await journal.compact([])).ok).toBe(false);
    expect((await journalFile(path).read()).records).toEqual(records);
  });

  it('says why when it cannot save', async () => {
    const path = join(await temporaryFolder(), 'outbox.jsonl');
    await mkdir(path);
    expect(await journalFile(path).append(records[0])).toEqual({
      ok: false,
      error: { kind: 'could-not-save', detail: 'outbox.jsonl: EISDIR' },
    });
  });
});

describe('readFrames on altered bytes', () => {
  const others = (lost: number) => records.filter((_, n) => n !== lost);
  const frameAt = (position: number) => {
    let end = 0;
    return frames.findIndex((frame) => position < (end += frame.length));
  };

  it('finds every whole record, and reports the rest, at every length', () => {
    for (let length = 0; length <= whole.length; length += 1) {
      const content = readFrames(whole.subarray(0, length));
      let end = 0;
      // A record is whole without its newline: length and checksum say so.
      const complete = records.filter((_, n) => (end += frames[n]!.length) - 1 <= length);
      expect(content.records).toEqual(complete);
      const used = frames.slice(0, complete.length).reduce((sum, frame) => sum + frame.length, 0);
      expect(content.altered.length > 0).toBe(length > used);
    }
  });

  it('loses at most the record that a flipped bit is in, and reports it', () => {
    for (let position = 0; position < whole.length; position += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = whole.slice();
        flipped[position]! ^= 1 << bit;
        const content = readFrames(flipped);
        const isNewline = whole[position] === 0x0a;
        expect(content.records).toEqual(isNewline ? records : others(frameAt(position)));
        expect(content.altered.length > 0).toBe(!isNewline);
      }
    }
  });

  it('loses only lines that a run of zeros touches, and keeps every byte of them to be set aside', () => {
    const lines = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').split('\n');
    for (let from = 0; from < whole.length; from += 1) {
      for (const length of [1, 7, 40, whole.length]) {
        const zeroed = whole.slice().fill(0, from, from + length);
        const content = readFrames(zeroed);
        const untouched = lines(zeroed).filter((line) => line !== '' && !line.includes('\0'));
        for (const line of untouched)
          expect(content.records).toContainEqual(JSON.parse(/ \d+ (.*)/s.exec(utf8(line))![1]!));
        const aside = content.altered.reduce((sum, bytes) => sum + bytes.length, 0);
        const read = joinBytes(content.records.map(frameRecord)).length;
        expect(aside + read).toBe(whole.length);
      }
    }
  });
});

describe('journalFile when a call fails', () => {
  for (const fault of faults) {
    it(`holds every acknowledged record after ${fault} at any call of append and compact`, async () => {
      let failAt = 1;
      for (; ; failAt += 1) {
        const path = join(await temporaryFolder(), 'outbox.jsonl');
        await journalFile(path).append(records[0]);
        const faulty = faultyDisk(nodeDisk(), failAt, fault);
        const journal = journalFile(path, faulty.disk);
        const acked = [records[0]];
        for (const record of records.slice(1)) {
          if ((await journal.append(record)).ok) acked.push(record);
          if (record === records[2]) await journal.compact(acked);
        }
        const found = await journalFile(path).read();
        for (const record of acked) expect(found.records).toContainEqual(record);
        if (fault !== 'stop') expect(found.damaged).toBe(0);
        if (fault === 'short-write') expect(found.records).toEqual(records);
        if (faulty.calls() < failAt) break;
      }
      expect(failAt).toBeGreaterThan(25);
    });
  }

  it('holds every acknowledged record after a power loss at any call', async () => {
    const path = '/state/outbox.jsonl';
    const run = async (failAt: number) => {
      const machine = powerLossDisk();
      const faulty = faultyDisk(machine.disk, failAt, 'stop');
      const journal = journalFile(path, faulty.disk);
      const acked: unknown[] = [];
      for (const record of records) {
        if ((await journal.append(record)).ok) acked.push(record);
        if (record === records[1]) await journal.compact(acked);
      }
      const found = await journalFile(path, machine.afterPowerLoss().disk).read();
      for (const record of acked) expect(found.records).toContainEqual(record);
      return { calls: faulty.calls(), acked: acked.length };
    };
    const undisturbed = await run(Number.POSITIVE_INFINITY);
    expect(undisturbed.acked).toBe(records.length);
    for (let failAt = 1; failAt <= undisturbed.calls; failAt += 1) await run(failAt);
  });

  it('holds every acknowledged record after one failed call and a power loss at the end', async () => {
    const path = '/state/outbox.jsonl';
    for (let failAt = 1; failAt <= 60; failAt += 1) {
      const machine = powerLossDisk();
      const journal = journalFile(path, faultyDisk(machine.disk, failAt, 'EIO').disk);
      const acked: unknown[] = [];
      for (const record of records) {
        if ((await journal.append(record)).ok) acked.push(record);
        if (record === records[1]) await journal.compact(acked);
      }
      const found = await journalFile(path, machine.afterPowerLoss().disk).read();
      for (const record of acked) expect(found.records).toContainEqual(record);
    }
  });
});
