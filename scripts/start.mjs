import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isRoot } from './bootstrap/commands.mjs';
import { bootstrap } from './bootstrap.mjs';
import { compileKnowledgeBase } from './build.mjs';
import { untilEnd } from './desktop/children.mjs';
import { takePicture } from './desktop/screenshot.mjs';
import { startDesktop } from './desktop/session.mjs';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';

/**
 * Takes an option and the path after it out of the words.
 * @param {string[]} words @param {string} option @param {string} wants @returns {string | null}
 */
function takePath(words, option, wants) {
  const at = words.indexOf(option);
  if (at === -1) return null;
  const path = words.splice(at, 2)[1];
  if (!path || !existsSync(path)) throw new Error(`${option} wants ${wants}`);
  return path;
}

/** @param {string[]} words @returns {{ tour: boolean, kb: string | null, forApp: string[] }} */
function readArguments(words) {
  const forApp = [...words];
  const kb = takePath(
    forApp,
    '--kb',
    'the folder of a knowledge base, as in: npm start -- --kb resources/kb',
  );
  const trust = takePath(
    forApp,
    '--kb-trust',
    'the file that `zeroline keys trust` wrote, as in: npm start -- --kb-trust trust.json',
  );
  if (trust !== null) forApp.push(`--kb-trust=${resolve(trust)}`);
  const policy = takePath(
    forApp,
    '--policy',
    'a policy file, as in: npm start -- --policy resources/policy.example.json',
  );
  if (policy !== null) forApp.push(`--policy=${resolve(policy)}`);
  const tour = forApp.includes('--tour');
  return { tour, kb, forApp: forApp.filter((word) => word !== '--tour') };
}

/** Whether programs started from here have a screen to appear on. */
const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/**
 * The app's own arguments. Chromium refuses its sandbox to root; people do not run it as root, build machines do.
 * @param {string[]} forApp
 * @param {string | null} kbFolder
 */
function appArguments(forApp, kbFolder) {
  if (isRoot())
    console.log('Running as root, so without the sandbox of the operating system (--no-sandbox).');
  const preview = kbFolder ? [`--kb-dir=${kbFolder}`] : [];
  return [...(isRoot() ? ['--no-sandbox'] : []), inRoot(), ...preview, ...forApp];
}

/** @param {string} executable @param {string[]} args */
async function runWithoutDisplay(executable, args) {
  const desktop = await startDesktop();
  try {
    console.log(`There is no display: Zeroline runs on a virtual one (${desktop.env['DISPLAY']}).`);
    // There is no graphics card to look for, and Chromium is loud about not finding one.
    const app = spawn(executable, ['--disable-gpu', ...args], { stdio: 'inherit', env: desktop.env });
    const ended = untilEnd(app);
    const picture = inRoot('tour', 'panel.png');
    mkdirSync(inRoot('tour'), { recursive: true });
    void takePicture(desktop.env, app.pid ?? 0, picture).then((taken) => {
      console.log(taken ? `The panel: ${picture}` : 'The panel did not show within 20 s.');
      console.log('Zeroline stays until Ctrl-C.');
    });
    return await ended;
  } finally {
    await desktop.stop();
  }
}

/** The tour brings its own desktop: pictures are to look the same on every machine. @param {string} electronFolder @param {string[]} forTour */
function runTour(electronFolder, forTour) {
  const tour = inRoot('scripts', 'tour.mjs');
  const words = [inRoot('scripts', 'desktop.mjs'), process.execPath, tour, ...forTour];
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: electronFolder };
  return untilEnd(spawn(process.execPath, words, { stdio: 'inherit', env }));
}

// npm start [-- --tour | --kb DIR | --kb-trust FILE | --policy FILE | anything the app itself understands]
await runProgram(import.meta.url, async () => {
  const { tour, kb, forApp } = readArguments(process.argv.slice(2));
  const { runtime, buildError, noDesktop } = await bootstrap({ desktop: tour || !hasDisplay() });
  if (buildError) throw buildError;
  if (!runtime) return 1;
  if (noDesktop && (tour || !hasDisplay()))
    throw new Error(`There is no display to show Zeroline on, and ${noDesktop}.`);
  if (tour) return runTour(runtime.folder, forApp);
  const kbFolder = kb && mkdtempSync(join(tmpdir(), 'zeroline-kb-'));
  try {
    if (kb && kbFolder) compileKnowledgeBase(resolve(kb), kbFolder);
    const args = appArguments(forApp, kbFolder);
    const code = hasDisplay()
      ? await untilEnd(spawn(runtime.executable, args, { stdio: 'inherit' }))
      : await runWithoutDisplay(runtime.executable, args);
    return code > 128 ? 0 : code;
  } finally {
    if (kbFolder) rmSync(kbFolder, { recursive: true, force: true });
  }
});
