import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { untilEnd } from './desktop/children.mjs';
import { offlineMark, offlinePrefix, setUpInterfaces } from './desktop/offline.mjs';
import { startDesktop } from './desktop/session.mjs';
import { runProgram } from './program.mjs';

const usage = 'usage: node scripts/desktop.mjs [--offline] COMMAND [ARGUMENT...]';

/** Runs this program again, in a network of its own. @param {string[]} prefix @param {string[]} words */
function enterNamespace(prefix, words) {
  const [command, ...args] = [
    ...prefix,
    process.execPath,
    fileURLToPath(import.meta.url),
    '--offline',
    ...words,
  ];
  const env = { ...process.env, [offlineMark]: '1' };
  return untilEnd(spawn(/** @type {string} */ (command), args, { stdio: 'inherit', env }));
}

// Runs a command on a virtual desktop, and with --offline in a network without an outside.
await runProgram(import.meta.url, async () => {
  const offline = process.argv[2] === '--offline';
  const words = process.argv.slice(offline ? 3 : 2);
  const [command, ...args] = words;
  if (!command) throw new Error(usage);
  if (offline && process.env[offlineMark]) setUpInterfaces();
  else if (offline) {
    const prefix = offlinePrefix();
    if (prefix) return enterNamespace(prefix, words);
    console.error('No network of its own for the tests here (that takes root on Linux): they use this one.');
  }
  const desktop = await startDesktop();
  try {
    return await untilEnd(spawn(command, args, { stdio: 'inherit', env: desktop.env }));
  } finally {
    await desktop.stop();
  }
});
