import { describe, expect, it } from 'vitest';
import { defaultAppArchive } from '../../../scripts/runtime/default-app.mjs';

interface Index {
  files: Record<string, { size: number; offset: string }>;
}

/** Reads an asar archive the way Electron does: sizes first, then the index, then bytes by offset. */
function readArchive(archive: Buffer): Record<string, string> {
  const headerSize = archive.readUInt32LE(4);
  const json = archive.subarray(16, 16 + archive.readUInt32LE(12)).toString();
  const { files } = JSON.parse(json) as Index;
  const bodyAt = 8 + headerSize;
  return Object.fromEntries(
    Object.entries(files).map(([name, { size, offset }]) => {
      const start = bodyAt + Number(offset);
      return [name, archive.subarray(start, start + size).toString()];
    }),
  );
}

describe('the default app of the test runtime', () => {
  it('is an archive that starts with its package.json', () => {
    const files = readArchive(defaultAppArchive());
    expect(Object.keys(files)).toEqual(['package.json', 'main.js']);
    expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({ main: 'main.js' });
    expect(files['main.js']).toMatch(/app\.setAppPath/);
  });
});
