import { beforeEach, describe, expect, test } from 'vitest';
import { generatedPack } from '../../../bench/panel/generated-packs.mjs';
import { createLibraryEngine } from '../../../electron/services/library-engine.ts';
import type { LibraryEngine, SearchFor } from '../../../electron/services/ports.ts';
import type { Guide } from '../../../shared/guides/guide.ts';
import { packSchema, type Pack } from '../../../shared/packs/pack.ts';
import { ok } from '../../../shared/result.ts';
import { sha256 } from '../../../electron/adapters/digest.ts';

const { guides, ...generated } = packSchema.parse(generatedPack(60));
const [first, second, third] = guides as [Guide, Guide, Guide];
const badge: Guide = { ...first, id: 'badge', title: 'The access card opens no door', words: [] };
const projector: Guide = { ...second, id: 'projector', title: 'The projector shows nothing', words: [] };
const abroad: Guide = { ...third, id: 'abroad', title: 'Expenses of a journey', words: [] };

const packs: Partial<Record<Pack['language'], Pack>> = {
  en: {
    ...generated,
    guides: [badge, projector, ...guides],
    synonyms: { same: [['access card', 'zorble']], means: {}, english: {}, without: [] },
  },
  sv: {
    ...{ ...generated, language: 'sv', guides: [abroad] },
    synonyms: { same: [], means: {}, english: { reseräkning: ['expenses'] }, without: [] },
  },
};

let engine: LibraryEngine;
beforeEach(() => {
  engine = createLibraryEngine({
    ...{ os: 'linux', appVersion: '1.0.0', digest: sha256 },
    seed: {
      kind: 'embedded',
      load: (language) => Promise.resolve(ok(packs[language] ?? packs.en!)),
      problems: () => [],
      readImage: () => Promise.resolve(undefined),
    },
  });
});

async function answer(text: string, reason?: SearchFor) {
  const answered = await engine.search(text, 3, reason);
  return answered.ok ? answered.value : answered.error;
}
const keystroke = (text: string) => engine.search(text, 3, { isKeystroke: true });

describe('a search', () => {
  test('before anything is open finds nothing', async () => {
    expect(await answer('projector')).toEqual({ hits: [], meant: [] });
  });

  test('knows the words of the pack that is open, and they stay with the engine', async () => {
    const opened = await engine.open('en');
    expect(opened).toMatchObject({ ok: true, value: { head: { language: 'en' } } });
    expect(JSON.stringify(opened)).not.toContain('zorble');
    expect(await answer('zorble')).toMatchObject({ hits: [{ id: 'badge' }], meant: [] });
    await engine.open('sv');
    expect(await answer('zorble')).toMatchObject({ hits: [] });
    expect(await answer('reseräkning')).toMatchObject({ hits: [{ id: 'abroad', language: 'en' }] });
  });

  test('tells what it took a mistyped word for', async () => {
    await engine.open('en');
    expect(await answer('projecktor')).toMatchObject({
      hits: [{ id: 'projector' }],
      meant: [{ typed: 'projecktor', meant: 'projector' }],
    });
  });

  test('listens to what else speaks for a guide', async () => {
    await engine.open('en');
    const ids = async (lifts: [string, number][]) => {
      const found = await answer('the projector opens', { lifts: new Map(lifts) });
      return 'hits' in found ? found.hits.map(({ score }) => score) : [];
    };
    const [plain = 0] = await ids([]);
    const [lifted = 0] = await ids([
      ['projector', 1.2],
      ['badge', 1.2],
    ]);
    expect(lifted).toBeGreaterThan(plain);
  });
});

describe('keystrokes', () => {
  test('that came before the one last typed have no search of their own', async () => {
    await engine.open('en');
    const [p, pr, projectorTyped] = await Promise.all(['p', 'pr', 'projector'].map(keystroke));
    expect(p).toEqual({ ok: false, error: { kind: 'overtaken' } });
    expect(pr).toEqual({ ok: false, error: { kind: 'overtaken' } });
    expect(projectorTyped).toMatchObject({ ok: true, value: { hits: [{ id: 'projector' }] } });
  });

  test('are searched for one by one when each is answered before the next', async () => {
    await engine.open('en');
    for (const text of ['proj', 'project', 'projector'])
      expect(await keystroke(text)).toMatchObject({ ok: true, value: { hits: [{ id: 'projector' }] } });
  });

  test('give up at once while the index is in the making', async () => {
    await engine.open('en');
    const order: string[] = [];
    const tell = (name: string) => (answered: Awaited<ReturnType<typeof keystroke>>) =>
      order.push(`${name} ${answered.ok ? 'found' : answered.error.kind}`);
    const older = keystroke('proj').then(tell('older'));
    const newer = keystroke('projector').then(tell('newer'));
    await Promise.all([older, newer]);
    expect(order).toEqual(['older overtaken', 'newer found']);
  });

  test('overtake no search for another purpose, and none overtakes them', async () => {
    await engine.open('en');
    const [related, also, typed, after] = await Promise.all([
      engine.search('access card', 3),
      engine.search('projector', 3),
      keystroke('projector'),
      engine.search('access card', 3),
    ]);
    for (const found of [related, also, typed, after])
      expect(found).toMatchObject({ ok: true, value: { hits: [{}] } });
  });
});
