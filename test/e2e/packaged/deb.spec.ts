import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { defaultHotkey } from '../../../shared/hotkeys.ts';
import { clickTrayIcon, hasTrayIcon, pressKeys, typeKeys } from '../support/desktop.ts';
import { install, installedApp, uninstall, whyNotInstallable } from './installation.ts';
import { createPlainUser, type PlainUser } from './plain-user.ts';
import { coloursIn, panelWindow, takePicture } from './screen.ts';

// One installation, used in the order a person would.
test.describe.configure({ mode: 'serial' });

let user: PlainUser;
const undo: (() => void | Promise<void>)[] = [];

test.beforeAll(async () => {
  const reason = whyNotInstallable();
  test.info().skip(reason !== undefined, reason);
  test.info().setTimeout(300_000);
  undo.push(uninstall);
  install();
  user = createPlainUser();
  undo.push(() => user.remove());
  user.start(installedApp, '--disable-gpu');
  await expect.poll(panelWindow, { timeout: 30_000 }).toBeDefined();
});

test.afterAll(async () => {
  for (const step of undo.reverse()) await step();
  expect(existsSync('/opt/Zeroline'), 'what the .deb installed is gone').toBe(false);
});

const shownPanel = async (): Promise<string> => {
  await expect.poll(panelWindow).toBeDefined();
  return panelWindow()!;
};
/** Escape takes one way out at a time, and out of the panel at the end. */
const escape = async (): Promise<void> => {
  const gone = (): boolean => {
    if (panelWindow() === undefined) return true;
    pressKeys('Escape');
    return false;
  };
  await expect.poll(gone, { intervals: [400] }).toBe(true);
};

test('opens the panel at the first start, painted', async () => {
  const panel = await shownPanel();
  await expect.poll(() => coloursIn(panel)).toBeGreaterThan(50);
  takePicture(panel, test.info().outputPath('panel.png'));
});

test('brings the licences of what it contains', () => {
  const text = readFileSync('/opt/Zeroline/THIRD-PARTY-LICENSES.txt', 'utf8');
  expect(text).toMatch(/^zod 4\.\d+\.\d+ \(MIT\)$/m);
});

test('carries every fuse on its closed side', async () => {
  const wire = await getCurrentFuseWire(installedApp);
  const shipped = (fuse: FuseV1Options): FuseState | undefined => wire[fuse];
  expect(shipped(FuseV1Options.RunAsNode)).toBe(FuseState.DISABLE);
  expect(shipped(FuseV1Options.EnableCookieEncryption)).toBe(FuseState.ENABLE);
  expect(shipped(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(FuseState.DISABLE);
  expect(shipped(FuseV1Options.EnableNodeCliInspectArguments)).toBe(FuseState.DISABLE);
  expect(shipped(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(FuseState.ENABLE);
  expect(shipped(FuseV1Options.OnlyLoadAppFromAsar)).toBe(FuseState.ENABLE);
  expect(shipped(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot)).toBe(FuseState.DISABLE);
  // Electron 29 brought this one; an older runtime has no place for it.
  expect([FuseState.DISABLE, undefined]).toContain(shipped(FuseV1Options.GrantFileProtocolExtraPrivileges));
});

test('runs in the sandbox of the operating system', () => {
  const running = user.processes().filter(({ command }) => command.startsWith(installedApp));
  expect(running.filter(({ command }) => command.includes('--no-sandbox'))).toEqual([]);
  const renderers = running.filter(({ command }) => command.includes('--type=renderer'));
  expect(renderers.length).toBeGreaterThan(0);
  for (const { pid } of renderers)
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
});

test('hides on Escape and comes back by the hotkey', async () => {
  await escape();
  pressKeys(defaultHotkey('linux').replaceAll('Control', 'ctrl').toLowerCase());
  await shownPanel();
});

test('finds what is typed and opens it, by the keyboard alone', async () => {
  const panel = await shownPanel();
  const before = coloursIn(panel);
  typeKeys('pasword expired');
  await expect.poll(() => coloursIn(panel)).not.toBe(before);
  takePicture(panel, test.info().outputPath('results.png'));
  pressKeys('Return');
  // Shipped fuses leave no way in, so the app's own memory of recent guides has to tell.
  const stateFile = join(user.home, '.config/Zeroline/state.json');
  const recent = (): unknown => (existsSync(stateFile) ? readFileSync(stateFile, 'utf8') : '');
  await expect.poll(recent).toMatch(/"recent":\s*\[\s*"[a-z0-9-]*password/);
  takePicture(panel, test.info().outputPath('guide.png'));
});

test('comes by a click on the tray icon', async () => {
  await escape();
  expect(hasTrayIcon()).toBe(true);
  clickTrayIcon();
  await shownPanel();
});

test('a second start acts on the running one', async () => {
  const mains = (): number[] =>
    user
      .processes()
      .flatMap(({ pid, command }) => (/^\/opt\/Zeroline\/zeroline(?! --type)/.test(command) ? [pid] : []));
  const before = mains();
  const shown = panelWindow() !== undefined;
  user.run({}, installedApp, '--disable-gpu', '--toggle');
  await expect.poll(() => panelWindow() !== undefined).toBe(!shown);
  expect(mains()).toEqual(before);
});

test('runs no script but its own', () => {
  const trace = join(user.home, 'trace');
  const script = `require('fs').writeFileSync(${JSON.stringify(trace)}, '')`;
  user.run({ ELECTRON_RUN_AS_NODE: '1' }, installedApp, '--disable-gpu', '-e', script);
  user.run({ NODE_OPTIONS: `--require ${trace}.js` }, installedApp, '--disable-gpu', '--toggle');
  expect(existsSync(trace)).toBe(false);
});
