import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atomicFile } from '../../../electron/adapters/atomic-file.ts';
import { nodeDisk, type Disk } from '../../../electron/adapters/disk.ts';
import { errnoError } from './errno.ts';
import { faults, faultyDisk } from './faulty-disk.ts';
import { powerLossDisk } from './power-loss-disk.ts';
import { temporaryFolder } from './temp-folder.ts';

const oldValue = { starred: ['vpn-off'], text: 'ő'.repeat(500) };
const newValue = { starred: ['vpn-off', 'printer'], text: 'ű'.repeat(900) };

describe('atomicFile', () => {
  it('tells a missing file from an empty one and reads back what it wrote', async () => {
    const folder = await temporaryFolder();
    const file = atomicFile(join(folder, 'deep', 'state.json'));
    expect(await file.read()).toEqual({ kind: 'missing' });
    expect(await file.write(newValue)).toEqual({ ok: true, value: undefined });
    expect(await file.read()).toEqual({ kind: 'read', value: newValue });
    expect(await readdir(join(folder, 'deep'))).toEqual(['state.json']);
  });

  it.each([
    ['empty', new Uint8Array()],
    ['cut short', new TextEncoder().encode('{"starred": ["vp')],
    ['zeros', new Uint8Array(64)],
    ['not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ])('sets a damaged file aside (%s) and never writes over it', async (_how, bytes) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'state.json');
    await writeFile(path, bytes);
    await writeFile(`${path}.damaged-1`, 'from an earlier time');
    const file = atomicFile(path);
    expect(await file.read()).toEqual({ kind: 'damaged', keptAs: 'state.json.damaged-2' });
    await file.write(newValue);
    expect(await file.read()).toEqual({ kind: 'read', value: newValue });
    expect(new Uint8Array(await readFile(`${path}.damaged-2`))).toEqual(bytes);
    expect(await readFile(`${path}.damaged-1`, 'utf8')).toBe('from an earlier time');
  });

  it('refuses to write while a damaged file cannot be moved out of the way', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'state.json');
    await writeFile(path, 'damaged');
    const real = nodeDisk();
    let locked = true;
    const file = atomicFile(path, {
      ...real,
      rename: (from, to) => (locked ? Promise.reject(errnoError('EACCES')) : real.rename(from, to)),
    });
    expect(await file.read()).toEqual({ kind: 'damaged', keptAs: 'state.json' });
    expect(await file.write(newValue)).toEqual({
      ok: false,
      error: { kind: 'could-not-save', detail: 'state.json: EACCES' },
    });
    expect(await readFile(path, 'utf8')).toBe('damaged');
    locked = false;
    expect((await file.write(newValue)).ok).toBe(true);
    expect(await readFile(`${path}.damaged-1`, 'utf8')).toBe('damaged');
  });

  it('keeps a copy of a file that is readable but could not all be used', async () => {
    const folder = await temporaryFolder();
    const file = atomicFile(join(folder, 'state.json'));
    await file.write(oldValue);
    expect(await file.keepCopy()).toEqual({ ok: true, value: 'state.json.damaged-1' });
    await file.write(newValue);
    expect(JSON.parse(await readFile(join(folder, 'state.json.damaged-1'), 'utf8'))).toEqual(oldValue);
  });

  it('holds the last of many writes asked for at once', async () => {
    const folder = await temporaryFolder();
    const file = atomicFile(join(folder, 'state.json'));
    await Promise.all(Array.from({ length: 20 }, (_, n) => file.write({ n })));
    expect(await file.read()).toEqual({ kind: 'read', value: { n: 19 } });
  });

  it('tries again on Windows while a scanner holds the file, and not elsewhere', async () => {
    const folder = await temporaryFolder();
    const busyTwice = (refusesWhileBusy: boolean): Disk => {
      const real = nodeDisk();
      let refusals = 2;
      return {
        ...real,
        refusesWhileBusy,
        rename: (from, to) => (refusals-- > 0 ? Promise.reject(errnoError('EBUSY')) : real.rename(from, to)),
      };
    };
    expect((await atomicFile(join(folder, 'a.json'), busyTwice(true)).write(newValue)).ok).toBe(true);
    expect((await atomicFile(join(folder, 'b.json'), busyTwice(false)).write(newValue)).ok).toBe(false);
  });

  it('names the file but not its folder when it cannot save', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'home'), 'a file where a folder should be');
    const outcome = await atomicFile(join(folder, 'home', 'state.json')).write(newValue);
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'could-not-save' } });
    expect(JSON.stringify(outcome)).not.toContain(folder);
  });
});

describe('atomicFile when a call fails', () => {
  for (const fault of faults) {
    it(`holds the old value or the new one after ${fault} at any call`, async () => {
      let failAt = 1;
      for (; ; failAt += 1) {
        const folder = await temporaryFolder();
        const path = join(folder, 'state.json');
        await atomicFile(path).write(oldValue);
        const faulty = faultyDisk(nodeDisk(), failAt, fault);
        const outcome = await atomicFile(path, faulty.disk).write(newValue);
        const reading = await atomicFile(path).read();
        expect([oldValue, newValue]).toContainEqual(reading.kind === 'read' ? reading.value : reading);
        if (outcome.ok) expect(reading).toEqual({ kind: 'read', value: newValue });
        if (fault === 'short-write') expect(outcome.ok).toBe(true);
        if (fault !== 'stop') expect(await readdir(folder)).toEqual(['state.json']);
        expect((await atomicFile(path).write(newValue)).ok).toBe(true);
        if (faulty.calls() < failAt) break;
      }
      expect(failAt).toBeGreaterThan(7);
    });

    it(`reads the value, or keeps the file, after ${fault} at any call of a read`, async () => {
      for (let failAt = 1; failAt <= 3; failAt += 1) {
        const folder = await temporaryFolder();
        const path = join(folder, 'state.json');
        await atomicFile(path).write(oldValue);
        await atomicFile(path, faultyDisk(nodeDisk(), failAt, fault).disk).read();
        const texts = await Promise.all(
          (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
        );
        expect(texts.map((text) => JSON.parse(text) as unknown)).toContainEqual(oldValue);
      }
    });
  }

  it('holds the old value or the new one after a power loss at any call', async () => {
    const path = '/state/state.json';
    const before = powerLossDisk();
    await atomicFile(path, before.disk).write(oldValue);
    const calls = faultyDisk(before.afterPowerLoss().disk, 0, 'EIO');
    await atomicFile(path, calls.disk).write(newValue);
    for (let failAt = 1; failAt <= calls.calls() + 1; failAt += 1) {
      const machine = before.afterPowerLoss();
      const outcome = await atomicFile(path, faultyDisk(machine.disk, failAt, 'stop').disk).write(newValue);
      const reading = await atomicFile(path, machine.afterPowerLoss().disk).read();
      expect([oldValue, newValue]).toContainEqual(reading.kind === 'read' ? reading.value : reading);
      if (outcome.ok) expect(reading).toEqual({ kind: 'read', value: newValue });
    }
  });
});
