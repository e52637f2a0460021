import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** @param {NodeJS.ProcessEnv} env @param {string} command @param {string[]} args */
const read = (env, command, ...args) => spawnSync(command, args, { env, encoding: 'utf8' }).stdout.trim();

/**
 * The largest window a process shows: its tray icon is a window too.
 * @param {NodeJS.ProcessEnv} env
 * @param {number} pid
 */
function largestWindow(env, pid) {
  const ids = read(env, 'xdotool', 'search', '--onlyvisible', '--pid', String(pid))
    .split('\n')
    .filter(Boolean);
  const windows = ids.map((id) => {
    const geometry = read(env, 'xdotool', 'getwindowgeometry', '--shell', id);
    const size = (/** @type {string} */ name) =>
      Number(new RegExp(`^${name}=(\\d+)`, 'm').exec(geometry)?.[1] ?? 0);
    return { id, width: size('WIDTH'), height: size('HEIGHT') };
  });
  return windows
    .filter(({ width, height }) => width > 100 && height > 100)
    .sort((a, b) => b.height - a.height)[0];
}

/**
 * Waits until a process shows a painted window and saves its picture; false when none came in time.
 * @param {NodeJS.ProcessEnv} env
 * @param {number} pid
 * @param {string} file
 */
export async function takePicture(env, pid, file) {
  for (let waitedMs = 0; waitedMs < 20_000; waitedMs += 250) {
    await sleep(250);
    const window = largestWindow(env, pid);
    if (!window) continue;
    // A window exists before its first frame; one with a handful of colours has not been painted.
    if (Number(read(env, 'import', '-window', window.id, '-format', '%k', 'info:-')) < 16) continue;
    // The first frame may be the frame of the page before its data.
    await sleep(500);
    return spawnSync('import', ['-window', window.id, file], { env }).status === 0;
  }
  return false;
}
