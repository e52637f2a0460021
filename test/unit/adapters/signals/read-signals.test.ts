import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { diskSource, freeRoom } from '../../../../electron/adapters/signals/disk.ts';
import { signalReader, signalSources } from '../../../../electron/adapters/signals/read-signals.ts';
import { listsSubkey, restartSource } from '../../../../electron/adapters/signals/restart.ts';
import { known, type SignalSource } from '../../../../electron/adapters/signals/source.ts';
import { signalIds, signalSchema, signalValues } from '../../../../shared/context/signal.ts';
import { temporaryFolder } from '../temp-folder.ts';
import { treeOf } from './tree.ts';

const nowMs = Date.UTC(2026, 10, 16, 8, 0);
const quiet = { warn: () => undefined };
const good: SignalSource = {
  source: 'good',
  ids: ['os.family'],
  read: () => Promise.resolve({ 'os.family': known('linux') }),
};
const never = new Promise<never>(() => undefined);

describe('the reader', () => {
  it('keeps one bad source from the others, and names it in the log', async () => {
    const warned: unknown[] = [];
    const sources: SignalSource[] = [
      {
        source: 'throws at once',
        ids: ['vpn.up'],
        read: () => {
          throw new Error('no');
        },
      },
      { source: 'rejects', ids: ['uptime.days'], read: () => Promise.reject(new Error('no')) },
      { source: 'hangs', ids: ['disk.freeGb'], read: () => never, timeoutMs: 20 },
      { source: 'lacks', ids: ['battery.percent'], read: () => Promise.resolve({}) },
      good,
    ];
    const signals = await signalReader(sources, { warn: (...line) => warned.push(line) }).read(nowMs);
    expect(
      signals.map(({ id, reading }) => [id, reading.kind === 'known' ? reading.value : reading.reason]),
    ).toEqual([
      ['vpn.up', 'failed'],
      ['uptime.days', 'failed'],
      ['disk.freeGb', 'timed-out'],
      ['battery.percent', 'not-supported'],
      ['os.family', 'linux'],
    ]);
    expect(warned).toEqual([
      ['signal-failed', { source: 'throws at once' }],
      ['signal-failed', { source: 'rejects' }],
    ]);
  });

  it('asks a source that hangs once, and takes its answer when it comes', async () => {
    let asked = 0;
    let answer: () => void = () => undefined;
    const slow: SignalSource = {
      ...good,
      timeoutMs: 5,
      read: () => {
        asked += 1;
        return new Promise((resolve) => (answer = () => resolve({ 'os.family': known('macos') })));
      },
    };
    const { read } = signalReader([slow], quiet);
    for (const later of [0, 1, 2]) {
      expect((await read(nowMs + later))[0]?.reading).toEqual({ kind: 'unknown', reason: 'timed-out' });
    }
    expect(asked).toBe(1);
    const last = read(nowMs + 60_000);
    answer();
    // Its age is that of the question.
    expect((await last)[0]).toMatchObject({ reading: known('macos'), observedAtMs: nowMs });
    void read(nowMs + 60_001);
    await wait(0);
    expect(asked).toBe(2);
  });

  it('uses an answer again for as long as its source says, with its true age', async () => {
    let asked = 0;
    const slow: SignalSource = {
      ...good,
      keepMs: 60_000,
      read: () => Promise.resolve({ 'os.family': known(`${(asked += 1)}`) }),
    };
    const { read } = signalReader([slow], quiet);
    await read(nowMs);
    expect((await read(nowMs + 59_999))[0]).toMatchObject({ reading: known('1'), observedAtMs: nowMs });
    expect((await read(nowMs + 60_000))[0]).toMatchObject({
      reading: known('2'),
      observedAtMs: nowMs + 60_000,
    });
    // The clock was set back: nothing says how old the answer is.
    expect((await read(nowMs))[0]).toMatchObject({ reading: known('3') });
  });

  it('gives every signal once, of its type, on the machine at hand', async () => {
    const sources = signalSources({
      os: 'linux',
      home: await temporaryFolder(),
      activity: () => ({ lastActiveMs: 1 }),
    });
    const signals = await signalReader(sources, quiet).read(nowMs);
    expect(signals.map(({ id }) => id).sort()).toEqual([...signalIds].sort());
    for (const signal of signals) {
      expect(signalSchema.safeParse(signal).success).toBe(true);
      if (signal.reading.kind === 'known') signalValues[signal.id].parse(signal.reading.value);
    }
    const byId = new Map(signals.map(({ id, reading }) => [id, reading]));
    expect(byId.get('days.away')).toEqual(known(0));
    expect(byId.get('uptime.days')?.kind).toBe('known');
    expect(byId.get('disk.freeGb')?.kind).toBe('known');
  });
});

describe('free room', () => {
  const volume = { blocks: 1000, bfree: 150, bavail: 100, bsize: 4_000_000 };

  it('is what programs without special rights have, as df counts it', () => {
    expect(freeRoom(volume, 'linux').percent).toEqual(known((100 / 950) * 100));
  });

  it('is counted as the system counts it', () => {
    expect(freeRoom(volume, 'macos').gb).toEqual(known(0.4));
    expect(freeRoom(volume, 'windows').gb).toEqual(known(400_000_000 / 1024 ** 3));
  });

  it('is unknown where a volume tells no size: that is not a full disk', () => {
    const nothing = freeRoom({ blocks: 0, bfree: 0, bavail: 0, bsize: 4096 }, 'linux');
    expect(nothing.percent).toEqual({ kind: 'unknown', reason: 'not-supported' });
  });

  it('of a folder that is gone fails', async () => {
    await expect(diskSource('linux', '/nowhere/at/all').read(0)).rejects.toThrow('ENOENT');
  });
});

describe('a restart that waits', () => {
  const run = () => Promise.reject(new Error('not on Linux'));
  const onLinux = async (files: Record<string, string>) =>
    (await restartSource('linux', { root: await treeOf(files), run }).read(0))['restart.pending'];

  it('is told by a mark on Debian and its kin', async () => {
    expect(await onLinux({ 'run/reboot-required': '*** System restart required ***' })).toEqual(known(true));
    expect(await onLinux({ 'etc/kernel/postinst.d/update-notifier': '' })).toEqual(known(false));
    expect(await onLinux({ 'etc/kernel/postinst.d/unattended-upgrades': '' })).toEqual(known(false));
  });

  it('is unknown where nothing would leave the mark', async () => {
    expect(await onLinux({ 'etc/fedora-release': '' })).toEqual({ kind: 'unknown', reason: 'not-supported' });
    const mac = await restartSource('macos', { root: '/', run }).read(0);
    expect(mac['restart.pending']).toEqual({ kind: 'unknown', reason: 'not-supported' });
  });

  const autoUpdate =
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update';
  const listing = (...subkeys: string[]) =>
    [autoUpdate, '    Flags    REG_DWORD    0x1', '', ...subkeys.map((key) => `${autoUpdate}\\${key}`)].join(
      '\r\n',
    );
  const onWindows = async (answer: (key: string) => Promise<string>) =>
    (await restartSource('windows', { root: '', run: (_file, args) => answer(args[1] ?? '') }).read(0))[
      'restart.pending'
    ];

  it('is a key of the registry on Windows', async () => {
    expect(listsSubkey(listing('Results', 'RebootRequired'), 'RebootRequired')).toBe(true);
    expect(listsSubkey(listing('RebootRequiredBefore'), 'RebootRequired')).toBe(false);
    expect(await onWindows(() => Promise.resolve(listing('RebootRequired')))).toEqual(known(true));
    expect(await onWindows(() => Promise.resolve(listing('Results')))).toEqual(known(false));
  });

  it('is unknown when a key could not be asked, unless the other one tells', async () => {
    const one = (answer: string) => (key: string) =>
      key.includes('WindowsUpdate')
        ? Promise.resolve(answer)
        : Promise.reject(new Error('Access is denied.'));
    expect(await onWindows(one(listing('Results')))).toEqual({ kind: 'unknown', reason: 'failed' });
    expect(await onWindows(one(listing('RebootRequired')))).toEqual(known(true));
  });
});
