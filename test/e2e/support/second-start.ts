import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronExecutable } from '../../../scripts/electron-runtime.mjs';
import type { Machine } from './machine.ts';

const checkout = join(import.meta.dirname, '../../..');

/** Starts the app once more, as a person or another program does; answers its exit code. */
export async function spawnApp(machine: Machine, args: string[]): Promise<number | null> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const words = [...root, '--disable-gpu', `--user-data-dir=${machine.userData}`, checkout, ...args];
  const child = spawn(await electronExecutable(), words, { env: machine.env, stdio: 'ignore' });
  return new Promise((resolve) => child.once('exit', resolve));
}
