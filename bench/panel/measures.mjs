import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {import('./subject.mjs').Subject} Subject */

/** From the start of the process to the frame in which the panel can be used. @param {Subject} subject */
export function startMs({ page, spawnedAtMs }) {
  return page.evaluate((from) => {
    const mark = performance.getEntriesByName('panel-usable')[0];
    return performance.timeOrigin + (mark?.startTime ?? Number.NaN) - from;
  }, spawnedAtMs);
}

/** @param {string[]} words */
const xdotool = (...words) => execFileSync('xdotool', words);

/** From a real key press to the second frame after the window got the focus. @param {Subject} subject */
export async function hotkeyMs({ page }) {
  const painted = page.evaluate(
    () =>
      new Promise((/** @type {(ms: number) => void} */ resolve) => {
        const frames = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
        window.addEventListener('focus', frames, { once: true });
      }),
  );
  // The listener must be there before the key is: the evaluation has been sent, this one comes back after it.
  await page.evaluate(() => document.readyState);
  const pressedAtMs = Date.now();
  xdotool('key', 'ctrl+alt+h');
  const ms = (await painted) - pressedAtMs;
  await sleep(250);
  return ms;
}

/** Hides the window again. @param {Subject} subject */
export async function hide({ page }) {
  xdotool('key', 'ctrl+alt+h');
  await page.waitForFunction(() => !document.hasFocus());
  await sleep(250);
}

/**
 * From each key's own time stamp to the frame after the results changed. @param {Subject} subject
 * @param {string} text typed by real key events, one by one @returns {Promise<number[]>}
 */
export async function keystrokesMs({ page }, text) {
  await page.getByRole('searchbox').first().focus();
  await page.evaluate(() => {
    const main = document.querySelector('main');
    /** @type {number[]} */
    const measured = [];
    let pressed = 0;
    window.addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true });
    new MutationObserver(() => {
      if (pressed === 0) return;
      const from = pressed;
      pressed = 0;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => measured.push(performance.now() - from);
      requestAnimationFrame(() => port2.postMessage(0));
    }).observe(main ?? document.body, { childList: true, subtree: true, characterData: true });
    Object.assign(window, { measured });
  });
  for (const letter of text) {
    xdotool('key', letter === ' ' ? 'space' : letter);
    await sleep(90);
  }
  for (const _ of text) xdotool('key', 'BackSpace');
  const all = await page.evaluate(() => /** @type {{ measured: number[] }} */ (/** @type {unknown} */ (window)).measured);
  return all.slice(0, text.length);
}

/** @param {number} pid @returns {number[]} */
function tree(pid) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => {
        try {
          const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
          return [Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])];
        } catch {
          return [Number(name), 0];
        }
      }),
  );
  const found = [pid];
  for (const parent of found) for (const [child, of] of parents) if (of === parent) found.push(Number(child));
  return found;
}

/** Proportional set size of all processes of the app, in MB. @param {Subject} subject */
export function pssMb({ pid }) {
  const kilobytes = tree(pid).map((one) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024;
}
