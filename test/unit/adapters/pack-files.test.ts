import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packFiles } from '../../../electron/adapters/pack-files.ts';
import { aGuide, aPack } from '../services/guide-builders.ts';
import { temporaryFolder } from './temp-folder.ts';

async function folderWith(files: Record<string, unknown>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}
const english = aPack({ guides: [aGuide({ id: 'vpn-off' })] });
const hungarian = aPack({ language: 'hu', guides: [aGuide({ id: 'vpn-off', language: 'hu' })] });

describe('packFiles', () => {
  it('reads the pack of a language', async () => {
    const source = packFiles({
      dir: await folderWith({ 'en.json': english, 'hu.json': hungarian }),
      kind: 'embedded',
    });
    expect(await source.load('hu')).toEqual({ ok: true, value: hungarian });
    expect(source.problems()).toEqual([]);
  });

  it.each([
    ['missing', undefined],
    ['not JSON', '{'],
    ['for a newer app', { ...hungarian, format: 99 }],
    ['invalid', { ...hungarian, guides: [{}] }],
  ])('takes the English pack when the one asked for is %s, and says so', async (_how, pack) => {
    const dir = await folderWith({ 'en.json': english, ...(pack === undefined ? {} : { 'hu.json': pack }) });
    const source = packFiles({ dir, kind: 'embedded' });
    expect(await source.load('hu')).toEqual({ ok: true, value: english });
    expect(source.problems()).toMatchObject([
      { kind: 'kb-unusable', detail: expect.stringContaining('hu.json: ') as string },
    ]);
    expect(JSON.stringify(source.problems())).not.toContain(dir);
    await source.load('en');
    expect(source.problems()).toEqual([]);
  });

  it('is refused when there is no usable pack at all', async () => {
    const source = packFiles({ dir: await folderWith({ 'en.json': '' }), kind: 'embedded' });
    expect(await source.load('nb')).toMatchObject({ ok: false, error: { kind: 'missing' } });
    expect(source.problems()).toHaveLength(2);
    expect(await source.load('en')).toMatchObject({ ok: false, error: { kind: 'not-json' } });
  });

  it('does not read a file of more than 64 MB', async () => {
    const dir = await folderWith({ 'en.json': '' });
    await truncate(join(dir, 'en.json'), 64 * 1024 * 1024 + 1);
    expect(await packFiles({ dir, kind: 'embedded' }).load('en')).toMatchObject({
      error: { kind: 'invalid', detail: expect.stringContaining('split the KB') as string },
    });
  });

  it('says what it cannot read', async () => {
    const dir = await temporaryFolder();
    await mkdir(join(dir, 'en.json'));
    expect(await packFiles({ dir, kind: 'embedded' }).load('en')).toMatchObject({
      error: { kind: 'invalid', detail: "en.json: can't be read (EISDIR)" },
    });
  });

  it('finds pictures in its own folder only', () => {
    const source = packFiles({ dir: '/packs', kind: 'embedded' });
    expect(source.imagePath('0123456789abcdef.svg')).toBe(join('/packs/images/0123456789abcdef.svg'));
    expect(source.imagePath('../../etc/passwd')).toBe(join('/packs/images/passwd'));
  });
});
