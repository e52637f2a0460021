import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** @typedef {import('./subject.mjs').Subject} Subject */

/** What an evaluation gave, as the number it must be. @param {unknown} value */
function numberOf(value) {
  if (typeof value !== 'number') throw new Error(`Not a number: ${JSON.stringify(value)}`);
  return value;
}

/** From the start of the process to the frame in which the panel can be used. @param {Subject} subject */
export async function startMs({ evaluate, spawnedAtMs }) {
  const usableAtMs = await evaluate(
    "performance.timeOrigin + performance.getEntriesByName('panel-usable')[0].startTime",
  );
  return numberOf(usableAtMs) - spawnedAtMs;
}

/** @param {string[]} words */
const xdotool = (...words) => execFileSync('xdotool', words);

const untilPainted = `new Promise((resolve) => {
  const frames = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
  window.addEventListener('focus', frames, { once: true });
})`;

/** From a real key press to the second frame after the window got the focus. @param {Subject} subject */
export async function hotkeyMs({ evaluate }) {
  const painted = evaluate(untilPainted);
  // Answered after the listener is in place: evaluations run in the order they were sent.
  await evaluate('0');
  const pressedAtMs = Date.now();
  xdotool('key', 'ctrl+alt+h');
  const ms = numberOf(await painted) - pressedAtMs;
  await sleep(250);
  return ms;
}

/** Hides the window again. @param {Subject} subject */
export async function hide({ evaluate }) {
  xdotool('key', 'ctrl+alt+h');
  await evaluate(
    'new Promise((resolve) => { const look = () => (document.hasFocus() ? setTimeout(look, 10) : resolve()); look(); })',
  );
  await sleep(250);
}

const watchKeys = `(() => {
  document.querySelector('input[type=search]').focus();
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
  }).observe(document.querySelector('[role=listbox]') ?? document.querySelector('main'), {
    childList: true, subtree: true, characterData: true, attributes: true,
  });
  window.measuredKeystrokes = measured;
})()`;

/**
 * From each key's own time stamp to the frame after the results changed. @param {Subject} subject
 * @param {string} text typed by real key events, one by one @returns {Promise<number[]>}
 */
export async function keystrokesMs({ evaluate }, text) {
  // One letter first: the panel's list of results is there from then on.
  await evaluate("document.querySelector('input[type=search]').focus()");
  xdotool('key', 'x');
  await sleep(300);
  await evaluate(watchKeys);
  for (const letter of text) {
    xdotool('key', letter === ' ' ? 'space' : letter);
    await sleep(90);
  }
  const measured = z.array(z.number()).parse(await evaluate('window.measuredKeystrokes'));
  return measured.slice(0, text.length);
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
  for (const parent of found) for (const [child, of] of parents) if (of === parent) found.push(child);
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
