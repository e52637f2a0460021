import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
const field = (key: string, ...path: string[]): unknown =>
  (JSON.parse(read(...path)) as Record<string, unknown>)[key];

test('the notice names the holiday data that is shipped, and its licence', () => {
  const version = field('version', 'node_modules', 'date-holidays', 'package.json');
  expect(field('dependencies', 'package.json')).toHaveProperty('date-holidays', version);
  const notice = read('NOTICE');
  expect(notice).toContain(`date-holidays ${String(version)},`);
  expect(notice).toContain('CC BY-SA 3.0');
  // Another licence than the one that decision 23 weighed has to be weighed again.
  expect(read('node_modules', 'date-holidays', 'LICENSE')).toContain('available under CC BY-SA 3.0');
});

test('what is installed on machines has no holiday data in it', () => {
  const packaged = read('electron-builder.yml');
  expect(packaged).toContain('dist/main/**');
  expect(packaged).not.toMatch(/dist\/hub|dist\/\*\*/);
});
