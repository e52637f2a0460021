import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { end, firstLine, startBackground, untilEnd } from '../../../scripts/desktop/children.mjs';

const node = (script: string) =>
  spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });

describe('child processes', () => {
  it('give their exit code', async () => {
    expect(await untilEnd(node('process.exit(7)'))).toBe(7);
  });

  it('that cannot be started are an error', async () => {
    await expect(untilEnd(spawn('/nowhere/at/all'))).rejects.toThrow('ENOENT');
  });

  it('end when asked to', async () => {
    const child = node('setInterval(() => {}, 1000)');
    await once(child, 'spawn');
    await end(child);
    expect(child.signalCode).toBe('SIGTERM');
  });

  it('are made to end when asking does not help', async () => {
    const child = node("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('ready')");
    await once(child.stdout, 'data');
    await end(child, 100);
    expect(child.signalCode).toBe('SIGKILL');
  });

  it('answer on a descriptor of their own', async () => {
    const child = startBackground('sh', ['-c', 'echo answer >&3; sleep 60'], process.env, 3);
    expect(await firstLine(child, 3, 'sh')).toBe('answer');
    await end(child);
  });

  it('that end without an answer are an error', async () => {
    const child = startBackground('sh', ['-c', 'exit 3'], process.env, 3);
    await expect(firstLine(child, 3, 'sh')).rejects.toThrow('sh ended at once (3)');
  });
});
