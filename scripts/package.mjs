import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { describeRuntime, isTestRuntime } from './electron-runtime.mjs';
import { planTargets } from './packaging/targets.mjs';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';

/** @typedef {import('electron-builder').Configuration} Configuration */
/** @typedef {import('./electron-runtime.mjs').ElectronRuntime} ElectronRuntime */

/**
 * The configuration for another Electron than the one we declare: packages made with it say so in their names.
 * @param {Configuration} configuration
 * @param {ElectronRuntime} runtime
 * @returns {Configuration}
 */
function withRuntime(configuration, runtime) {
  if (runtime.source === 'official') return configuration;
  const other = { ...configuration, electronDist: runtime.folder, electronVersion: runtime.version };
  if (!isTestRuntime(runtime)) return other;
  const electronFuses = { ...configuration.electronFuses };
  // Electron 29 brought this fuse; the test runtime has no place for it.
  delete electronFuses.grantFileProtocolExtraPrivileges;
  return { ...other, electronFuses, artifactName: '${name}_${version}-testruntime_${arch}.${ext}' };
}

/** @param {Configuration} configuration @param {string[]} words @returns {Configuration} */
function withArguments(configuration, words) {
  const at = words.indexOf('--out');
  const out = at === -1 ? 'release' : words[at + 1];
  if (!out) throw new Error('--out wants a folder, as in: npm run package -- --out release');
  return {
    ...configuration,
    directories: { ...configuration.directories, output: resolve(out) },
    deb: { ...configuration.deb, ...(words.includes('--fast') ? { compression: 'gz' } : {}) },
  };
}

/**
 * electron-builder adds a configuration it is handed to the one it finds; only a file stands alone.
 * @template Value
 * @param {string} text
 * @param {(file: string) => Promise<Value>} use
 */
async function withFile(text, use) {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-package-'));
  try {
    const file = join(folder, 'electron-builder.json');
    writeFileSync(file, text);
    return await use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// npm run package [-- --out DIR] [-- --fast], which packs quickly rather than small.
await runProgram(import.meta.url, async () => {
  const { runtime, buildError, progress } = await bootstrap({ desktop: false });
  if (buildError) throw buildError;
  if (!runtime) return 1;
  const plan = planTargets({ downloads: runtime.source === 'official' });
  Object.assign(process.env, plan.env);

  // Only now: before the set-up there may have been no dependencies.
  const { parse } = await import('yaml');
  const { build, Platform } = await import('electron-builder');
  const declared = /** @type {Configuration} */ (parse(readFileSync(inRoot('electron-builder.yml'), 'utf8')));
  const configuration = withRuntime(withArguments(declared, process.argv.slice(2)), runtime);
  progress.say(`packaging: ${plan.build.join(', ')}`);
  const targets = Platform.current().createTarget(plan.build);
  const made = await withFile(JSON.stringify(configuration), (config) =>
    build({ projectDir: inRoot(), targets, config, publish: 'never' }),
  );
  for (const file of made) console.log(`Made ${file}`);
  for (const { target, why } of plan.leftOut) console.log(`Not made: ${target} (${why}).`);
  if (isTestRuntime(runtime))
    console.log(`Try these packages, never publish them: they hold ${describeRuntime(runtime)}.`);
  return 0;
});
