import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LoginItemSettings, Settings } from 'electron';
import { describe, expect, it } from 'vitest';
import { createAutostart, desktopEntry } from '../../../electron/shell/autostart.ts';
import { ok } from '../../../shared/result.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';

const writeWhole = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
};

/** The system's own list of programs that start at login. */
function loginItems(openAtLogin: boolean) {
  const asked: Settings[] = [];
  const there = { openAtLogin } as LoginItemSettings;
  return {
    asked,
    getLoginItemSettings: () => there,
    setLoginItemSettings: (s: Settings) => void asked.push(s),
  };
}

async function linux(executable?: string) {
  const configDir = await temporaryFolder();
  const app = loginItems(false);
  const autostart = createAutostart({
    ...{ app, configDir, writeFile: writeWhole, platform: 'linux' },
    ...(executable === undefined ? {} : { executable }),
  });
  return { autostart, entry: join(configDir, 'autostart', 'zeroline.desktop') };
}

describe('on Linux', () => {
  it('writes the entry that desktops read at login, and takes it away', async () => {
    const { autostart, entry } = await linux('/opt/Zeroline/zeroline');
    expect(await autostart.apply(true)).toEqual(ok(undefined));
    expect(await readFile(entry, 'utf8')).toContain('\nExec="/opt/Zeroline/zeroline" --hidden\n');
    expect(await autostart.apply(false)).toEqual(ok(undefined));
    await expect(readFile(entry)).rejects.toThrow('ENOENT');
    expect(await autostart.apply(false)).toEqual(ok(undefined));
  });

  it('keeps an entry that the person switched off in the settings of their desktop', async () => {
    const { autostart, entry } = await linux('/opt/Zeroline/zeroline');
    const switchedOff = `${desktopEntry('/opt/Zeroline/zeroline')}Hidden=true\n`;
    await writeWhole(entry, switchedOff);
    await autostart.apply(true);
    expect(await readFile(entry, 'utf8')).toBe(switchedOff);
  });

  it('follows an AppImage that was moved', async () => {
    const { autostart, entry } = await linux('/home/anna/Apps/Zeroline.AppImage');
    await writeWhole(entry, desktopEntry('/home/anna/Downloads/Zeroline.AppImage'));
    await autostart.apply(true);
    expect(await readFile(entry, 'utf8')).toBe(desktopEntry('/home/anna/Apps/Zeroline.AppImage'));
  });

  it('does nothing in a checkout', async () => {
    const { autostart, entry } = await linux();
    expect(await autostart.apply(true)).toEqual(ok(undefined));
    await expect(readFile(entry)).rejects.toThrow('ENOENT');
  });

  it('says why it could not', async () => {
    const { autostart, entry } = await linux('/opt/Zeroline/zeroline');
    await writeFile(dirname(entry), 'a file where the folder should be');
    expect(await autostart.apply(true)).toMatchObject({ ok: false, error: { kind: 'failed' } });
  });

  it('quotes a path so that a desktop starts exactly that', async ({ skip }) => {
    try {
      execFileSync('gio', ['help', 'launch'], { stdio: 'ignore' });
    } catch {
      skip('needs gio of libglib2.0-bin');
    }
    const folder = await temporaryFolder();
    const odd = join(folder, 'my "app" $HOME `id` \\\\n.sh');
    const said = join(folder, 'said');
    await writeFile(odd, `#!/bin/sh\nprintf '%s' "$*" > '${said}'\n`);
    await chmod(odd, 0o755);
    const entry = join(folder, 'zeroline.desktop');
    await writeFile(entry, desktopEntry(odd));
    execFileSync('gio', ['launch', entry], { stdio: 'ignore' });
    await expect.poll(() => readFile(said, 'utf8').catch(() => ''), { timeout: 3_000 }).toBe('--hidden');
  });
});

describe('on Windows and macOS', () => {
  const start = (app: ReturnType<typeof loginItems>) =>
    createAutostart({
      ...{ app, platform: 'win32', configDir: '/none', writeFile: writeWhole },
      executable: 'C:\\Zeroline\\Zeroline.exe',
    });
  const item = { path: 'C:\\Zeroline\\Zeroline.exe', args: ['--hidden'] };

  it('asks the system', async () => {
    const off = loginItems(false);
    await start(off).apply(true);
    expect(off.asked).toEqual([{ openAtLogin: true, ...item }]);
    const on = loginItems(true);
    await start(on).apply(false);
    expect(on.asked).toEqual([{ openAtLogin: false, ...item }]);
  });

  it('leaves what is there, since writing it again would approve what the person has switched off', async () => {
    const on = loginItems(true);
    await start(on).apply(true);
    expect(on.asked).toEqual([]);
  });
});
