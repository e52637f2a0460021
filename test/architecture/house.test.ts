import { describe, expect, it } from 'vitest';
import { allows, cycles, roomOf, rooms } from './import-rules.ts';
import { readSourceTree, type SourceFile } from './source-tree.ts';

const tree = readSourceTree();
const product = tree.filter(({ path }) => !/^(test|bench)\//.test(path));

/** What breaks a rule, each as `file: what`, so that a failure says where to go. */
const offences = (files: SourceFile[], find: (file: SourceFile) => string[]): string[] =>
  files.flatMap((file) => find(file).map((what) => `${file.path}: ${what}`));

describe('the house', () => {
  it('has something in the rooms it describes, and a room for every file', () => {
    expect(tree.length).toBeGreaterThan(50);
    expect(tree.filter(({ path }) => !roomOf(path)).map(({ path }) => path)).toEqual([]);
  });

  it('lets each room import only what it may', () => {
    const found = offences(tree, ({ path, imports }) => {
      const room = roomOf(path);
      return imports.flatMap((i) => (room && !allows(room, i) ? [`may not import ${i.specifier}`] : []));
    });
    expect(found).toEqual([]);
  });

  it('has no imports that run in a circle', () => {
    expect(cycles(tree)).toEqual([]);
  });

  it('names the file in every import, with its extension', () => {
    const known = new Set(tree.map(({ path }) => path));
    const found = offences(tree, ({ imports }) =>
      imports.flatMap(({ file, specifier }) =>
        file !== undefined && !known.has(file) && !/\.(css|json|svg|png|html)(\?|$)/.test(specifier)
          ? [specifier]
          : [],
      ),
    );
    expect(found).toEqual([]);
  });

  it('exports by name', () => {
    const wantedByTool = ['scripts/after-pack.mjs'];
    const found = offences(product, ({ path, hasDefaultExport }) =>
      hasDefaultExport && !wantedByTool.includes(path) ? ['default export'] : [],
    );
    expect(found).toEqual([]);
  });

  it('silences neither the type checker nor the linter', () => {
    const found = offences(tree, ({ text, anyLines }) => [
      ...anyLines.map((line) => `any in line ${line}`),
      ...[...text.matchAll(/@ts-(ignore|expect-error|nocheck)\b|eslint-disable\b/g)].map(([words]) => words),
    ]);
    expect(found.filter((line) => !line.startsWith('test/architecture/'))).toEqual([]);
  });

  it('keeps every file short enough to read', () => {
    const found = offences(tree, ({ text }) => {
      const lines = text.split('\n').length - 1;
      return lines > 300 ? [`${lines} lines`] : [];
    });
    expect(found).toEqual([]);
  });
});

describe('the import rules', () => {
  const asks = (from: string, file: string, typeOnly = false): boolean => {
    const room = roomOf(from);
    return room !== undefined && allows(room, { specifier: './x', file, typeOnly });
  };

  it('tell allowed from forbidden', () => {
    expect(rooms.length).toBeGreaterThan(5);
    expect(asks('renderer/App.tsx', 'shared/result.ts')).toBe(true);
    expect(asks('renderer/App.tsx', 'electron/compose.ts')).toBe(false);
    expect(asks('electron/ipc/handle.ts', 'electron/services/usage-log.ts', true)).toBe(true);
    expect(asks('electron/ipc/handle.ts', 'electron/services/usage-log.ts')).toBe(false);
    expect(asks('electron/adapters/journal.ts', 'electron/services/usage-log.ts', true)).toBe(false);
    expect(asks('shared/result.ts', 'test/unit/x.ts')).toBe(false);
  });

  it('find a circle, and only at run time', () => {
    const file = (path: string, imported: string, typeOnly = false): SourceFile => ({
      path,
      text: '',
      hasDefaultExport: false,
      anyLines: [],
      imports: [{ specifier: './x', file: imported, typeOnly }],
    });
    expect(cycles([file('a.ts', 'b.ts'), file('b.ts', 'a.ts')])).toEqual(['a.ts -> b.ts -> a.ts']);
    expect(cycles([file('a.ts', 'b.ts'), file('b.ts', 'a.ts', true)])).toEqual([]);
  });
});
