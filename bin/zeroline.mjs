#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// In a checkout the command line is built from its sources when they changed; installed, it comes built.
const build = new URL('../scripts/build.mjs', import.meta.url);
const commandLine = new URL('../dist/hub/zeroline.mjs', import.meta.url);

if (existsSync(fileURLToPath(build))) {
  const built = /** @type {typeof import('../scripts/build.mjs')} */ (await import(build.href));
  await built.buildIfChanged((line) => console.error(line));
}
await import(commandLine.href);
