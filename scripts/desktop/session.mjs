import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { end, firstLine, startBackground } from './children.mjs';
import { writeXauthority } from './xauthority.mjs';

/**
 * @typedef {object} Desktop
 * @property {NodeJS.ProcessEnv} env what a program needs to appear on it
 * @property {() => Promise<void>} stop
 */

const answerFd = 3;

/** A real desktop's variables would lead programs back to it. */
const foreign = [
  'WAYLAND_DISPLAY',
  'XDG_SESSION_TYPE',
  'XDG_CURRENT_DESKTOP',
  'DESKTOP_SESSION',
  'SESSION_MANAGER',
];

const trayArguments = '--edge top --align right --widthtype request --height 32 --SetPartialStrut true'.split(
  ' ',
);
const trayStarts = 5;
const trayWaitMs = 6_000;

/** @param {NodeJS.ProcessEnv} env */
async function trayIsUp(env) {
  const givenUpAtMs = Date.now() + trayWaitMs;
  while (Date.now() < givenUpAtMs) {
    if (spawnSync('xdotool', ['search', '--class', 'trayer'], { env }).status === 0) return true;
    await sleep(100);
  }
  return false;
}

/**
 * On a busy machine the tray may start before the window manager is ready for it, and then never shows: it is started
 * again. @param {() => import('node:child_process').ChildProcess} start @param {NodeJS.ProcessEnv} env
 */
async function startTray(start, env) {
  for (let n = 0; n < trayStarts; n += 1) {
    const tray = start();
    if (await trayIsUp(env)) return;
    await end(tray, 2_000);
  }
  throw new Error(`The tray of the virtual desktop did not come up in ${trayStarts} starts.`);
}

/**
 * A small desktop of its own: X server, session bus, window manager, tray and notifications. Several can run on one
 * machine: the X server picks a free display, everything else lives in a folder of its own.
 * @returns {Promise<Desktop>}
 */
export async function startDesktop() {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-desktop-'));
  const runtimeDir = join(folder, 'run');
  mkdirSync(runtimeDir, { mode: 0o700 });
  const authority = join(folder, 'xauthority');
  writeXauthority(authority);
  /** @type {import('node:child_process').ChildProcess[]} */
  const running = [];
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    XAUTHORITY: authority,
    XDG_RUNTIME_DIR: runtimeDir,
    GTK_A11Y: 'none',
    NO_AT_BRIDGE: '1',
  };
  for (const name of foreign) env[name] = undefined;

  const stop = async () => {
    for (const child of running.reverse()) await end(child, 2_000);
    rmSync(folder, { recursive: true, force: true });
  };
  /** @param {string} command @param {string[]} args @param {number} [fd] */
  const start = (command, args, fd) => {
    const child = startBackground(command, args, env, fd);
    running.push(child);
    return child;
  };
  try {
    const screen = ['-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-auth', authority];
    const server = start('Xvfb', ['-displayfd', String(answerFd), ...screen], answerFd);
    env['DISPLAY'] = `:${await firstLine(server, answerFd, 'Xvfb')}`;
    const bus = start(
      'dbus-daemon',
      ['--session', '--nofork', '--nopidfile', `--print-address=${answerFd}`],
      answerFd,
    );
    env['DBUS_SESSION_BUS_ADDRESS'] = await firstLine(bus, answerFd, 'dbus-daemon');
    start('openbox', []);
    start('dunst', []);
    await startTray(() => start('trayer', trayArguments), env);
  } catch (error) {
    await stop();
    throw error;
  }
  return { env, stop };
}
