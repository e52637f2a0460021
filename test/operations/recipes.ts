import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const commandLine = join(root, 'bin/zeroline.mjs');

/** The recipes of docs/operations.md by name: fenced blocks that say `recipe=NAME`. */
export function readRecipes(): Map<string, string> {
  const text = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const blocks = text.matchAll(/^```\w+ recipe=([\w-]+)\n([\s\S]*?)^```$/gm);
  return new Map(Array.from(blocks, ([, name = '', body = '']) => [name, body]));
}

export interface Ran {
  exitCode: number;
  /** Standard output and error as they came. */
  output: string;
}

/** Runs a recipe in a shell that stops at the first failure, as a person would who follows the page. */
export function runRecipe(body: string, variables: Readonly<Record<string, string>>): Promise<Ran> {
  const zeroline = `zeroline() { "${process.execPath}" "${commandLine}" "$@"; }`;
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', `${zeroline}\n${body}`], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (words: string) => (output += words));
  }
  return new Promise((resolve, reject) => {
    shell.once('error', reject);
    shell.once('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}
