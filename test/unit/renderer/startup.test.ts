import { expect, it } from 'vitest';
import { readSourceTree } from '../../architecture/source-tree.ts';

const tree = new Map(readSourceTree().map((file) => [file.path, file]));

/** Packages that a file loads when it runs, each with the way there. */
function packagesOf(
  path: string,
  way: readonly string[] = [],
  seen = new Set<string>(),
): Map<string, string> {
  const found = new Map<string, string>();
  if (seen.has(path)) return found;
  seen.add(path);
  for (const { file, specifier, typeOnly } of tree.get(path)?.imports ?? []) {
    if (typeOnly) continue;
    if (file === undefined) found.set(specifier, [...way, path].join(' > '));
    else for (const [name, trail] of packagesOf(file, [...way, path], seen)) found.set(name, trail);
  }
  return found;
}

it('the panel starts without zod: main parses what comes from the panel, and loading it costs 40 ms', () => {
  const packages = packagesOf('renderer/main.tsx');
  expect([...packages.keys()]).toContain('react');
  expect(packages.get('zod')).toBeUndefined();
});
