import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { electronExecutable } from '../scripts/electron-runtime.mjs';
import { writeGeneratedPacks } from './panel/generated-packs.mjs';
import { hide, hotkeyMs, keystrokesMs, pssMb, startMs } from './panel/measures.mjs';
import { startSubject } from './panel/subject.mjs';

// npm run bench:panel -- [--rounds N] [--json]: the panel against a bare Electron window, in turns, in one run.

const guides = 1_000;
const typed = 'password printer on the second screen';
const frameMs = 1000 / 60;
const settleMs = 4_000;

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
/** @param {number[]} values */
const median = (values) => quantile(values, 0.5);
/** @param {number} value */
const round = (value) => Math.round(value * 100) / 100;

const args = process.argv.slice(2);
const roundsAt = args.indexOf('--rounds');
const rounds = roundsAt >= 0 ? Number(args[roundsAt + 1]) : 7;
const packs = mkdtempSync(join(tmpdir(), 'zeroline-bench-packs-'));
writeGeneratedPacks(packs, guides);
const executable = await electronExecutable();
const root = join(import.meta.dirname, '..');
const subjects = {
  bare: [join(import.meta.dirname, 'bare')],
  // As people start it, with the guides it comes with.
  panel: [root, '--hidden'],
  // The same with many guides, for the keystrokes.
  manyGuides: [root, `--kb-dir=${packs}`, '--hidden'],
};

const empty = () => ({
  /** @type {number[]} */ start: [],
  /** @type {number[]} */ hotkey: [],
  /** @type {number[]} */ keys: [],
  /** @type {number[]} */ idle: [],
  /** @type {number[]} */ inUse: [],
});
const measured = { bare: empty(), panel: empty(), manyGuides: empty() };

try {
  for (let n = 0; n < rounds; n += 1) {
    for (const name of /** @type {const} */ (['bare', 'panel', 'manyGuides'])) {
      const into = measured[name];
      const subject = await startSubject(executable, subjects[name]);
      try {
        into.start.push(await startMs(subject));
        await sleep(settleMs);
        into.idle.push(pssMb(subject));
        await hotkeyMs(subject);
        for (let press = 0; press < 3; press += 1) {
          await hide(subject);
          into.hotkey.push(await hotkeyMs(subject));
        }
        into.keys.push(...(await keystrokesMs(subject, typed)));
        into.inUse.push(pssMb(subject));
      } finally {
        await subject.stop();
      }
      console.error(`round ${n + 1} of ${rounds}: ${name}`);
    }
  }
} finally {
  rmSync(packs, { recursive: true, force: true });
}

const { bare, panel, manyGuides } = measured;
/** @param {number[]} ours @param {number[]} theirs @param {number} goal */
const ratio = (ours, theirs, goal) => {
  const value = median(ours) / median(theirs);
  return {
    panel: round(median(ours)),
    bare: round(median(theirs)),
    ratio: round(value),
    goal,
    met: value <= goal,
  };
};
const hotkeyOverFrames = (median(panel.hotkey) - median(bare.hotkey)) / frameMs;
const keysOverMs = quantile(manyGuides.keys, 0.95) - quantile(bare.keys, 0.95);
const result = {
  rounds,
  guides,
  startToUsableMs: ratio(panel.start, bare.start, 1.3),
  hotkeyToPaintedMs: {
    panel: round(median(panel.hotkey)),
    bare: round(median(bare.hotkey)),
    ratio: round(median(panel.hotkey) / median(bare.hotkey)),
    framesOverBare: round(hotkeyOverFrames),
    goal: 2,
    met: hotkeyOverFrames <= 2,
  },
  keystrokeToPaintedP95Ms: {
    panel: round(quantile(manyGuides.keys, 0.95)),
    bareEcho: round(quantile(bare.keys, 0.95)),
    ratio: round(quantile(manyGuides.keys, 0.95) / quantile(bare.keys, 0.95)),
    medianOverEchoMs: round(median(manyGuides.keys) - median(bare.keys)),
    overEchoMs: round(keysOverMs),
    goal: 16,
    met: keysOverMs <= 16,
    keystrokes: manyGuides.keys.length,
  },
  startToUsableManyGuidesMs: ratio(manyGuides.start, bare.start, 1.3),
  pssIdleMb: ratio(panel.idle, bare.idle, 1.25),
  pssInUseMb: ratio(panel.inUse, bare.inUse, 1.25),
};

if (!args.includes('--json')) {
  for (const [name, row] of Object.entries(result)) {
    if (typeof row === 'number') continue;
    console.log(`${row.met ? 'met   ' : 'MISSED'} ${name}: ${JSON.stringify(row)}`);
  }
}
console.log(JSON.stringify(result));
