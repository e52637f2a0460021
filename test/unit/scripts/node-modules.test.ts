import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from '../../../scripts/bootstrap/node-modules.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'node-modules-'));
  mkdirSync(join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, packages: Record<string, unknown>): void =>
  writeFileSync(join(folder, file), JSON.stringify({ packages }));
const zod = { version: '4.0.0', integrity: 'sha512-a' };

describe('whether the dependencies are installed', () => {
  it('is no on a fresh checkout', () => {
    write('package-lock.json', { '': {}, 'node_modules/zod': zod });
    expect(isInstalled(folder)).toBe(false);
  });

  it('is yes when npm noted what the lock asks for', () => {
    write('package-lock.json', { '': {}, 'node_modules/zod': zod });
    write('node_modules/.package-lock.json', { 'node_modules/zod': zod });
    expect(isInstalled(folder)).toBe(true);
  });

  it('is no when the lock moved on', () => {
    write('package-lock.json', { '': {}, 'node_modules/zod': { version: '4.0.1', integrity: 'sha512-b' } });
    write('node_modules/.package-lock.json', { 'node_modules/zod': zod });
    expect(isInstalled(folder)).toBe(false);
  });

  it('does not ask for the optional packages of other systems', () => {
    const foreign = { version: '1.0.0', optional: true };
    write('package-lock.json', { 'node_modules/zod': zod, 'node_modules/for-windows': foreign });
    write('node_modules/.package-lock.json', { 'node_modules/zod': zod });
    expect(isInstalled(folder)).toBe(true);
  });
});
