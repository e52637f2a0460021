import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programRunner } from '../../../../electron/adapters/program-output.ts';
import { noServerWord } from '../../../../electron/adapters/server-word.ts';
import { diskSource, freeRoom } from '../../../../electron/adapters/signals/disk.ts';
import { signalSources } from '../../../../electron/adapters/signals/read-signals.ts';
import { listsSubkey, restartSource } from '../../../../electron/adapters/signals/restart.ts';
import { signalReader } from '../../../../electron/adapters/signals/signal-reader.ts';
import { known } from '../../../../electron/adapters/signals/source.ts';
import { signalIds, signalSchema, signalValues } from '../../../../shared/context/signal.ts';
import type { Os } from '../../../../shared/os.ts';
import { temporaryFolder } from '../temp-folder.ts';
import { treeOf } from './tree.ts';

const nowMs = Date.UTC(2026, 10, 16, 8, 0);

describe('the sources', () => {
  const sourcesOf = (os: Os, home: string) =>
    signalSources({
      ...{ os, home, environment: {}, configDir: home, user: 'nobody-of-this-name' },
      activity: () => ({ lastActiveMs: 1 }),
      workdays: () => [1, 2, 3, 4, 5],
      app: {
        version: '1.0.0',
        guidesFromMs: () => nowMs,
        displayCount: () => 1,
        site: () => undefined,
        group: () => undefined,
      },
      camera: { lastSeenMs: () => undefined, saw: () => undefined },
      run: programRunner(),
      language: () => 'en',
      serverHost: undefined,
      serverWord: noServerWord,
    });

  it.each(['linux', 'windows', 'macos'] as const)('give every signal once on %s', (os) => {
    const ids = sourcesOf(os, '/').flatMap((source) => source.ids);
    expect([...ids].sort()).toEqual([...signalIds].sort());
  });

  it('ask for no titles, pictures or input of other programs', () => {
    const folder = join(import.meta.dirname, '../../../../electron/adapters/signals');
    const curious =
      /WM_NAME|WM_CLASS|GetWindowText|MainWindowTitle|kCGWindow|AXTitle|CopyFromScreen|screencapture|GetAsyncKeyState|Get-Clipboard|pbpaste|xclip/;
    const found = readdirSync(folder).filter((name) =>
      curious.test(readFileSync(join(folder, name), 'utf8')),
    );
    expect(found).toEqual([]);
  });

  it('give values of their type on the machine at hand', { timeout: 40_000 }, async () => {
    // Other tests keep the machine busy.
    const patient = { patienceMs: 20_000 };
    const { read } = signalReader(
      sourcesOf('linux', await temporaryFolder()),
      { warn: () => undefined },
      patient,
    );
    const signals = await read(nowMs);
    for (const signal of signals) {
      expect(signalSchema.safeParse(signal).success).toBe(true);
      if (signal.reading.kind === 'known') signalValues[signal.id].parse(signal.reading.value);
    }
    const byId = new Map(signals.map(({ id, reading }) => [id, reading]));
    expect(byId.get('days.away')).toEqual(known(0));
    for (const id of [
      'uptime.days',
      'disk.freeGb',
      'memory.freePercent',
      'os.build',
      'locale.timeZone',
    ] as const)
      expect(byId.get(id)?.kind).toBe('known');
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
