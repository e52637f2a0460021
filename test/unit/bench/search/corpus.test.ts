import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSynonyms } from '../../../../bench/search/synonym-tables.ts';
import { askable, readGuides, readQueries } from '../../../../bench/search/corpus.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-corpus-'));
});
afterEach(() => rm(folder, { recursive: true }));

const guide = (id: string, more: object = {}) => ({
  ...{ id, lang: 'en', title: `Title ${id}`, summary: '', keywords: [], category: '', body: '' },
  ...more,
});
const query = (q: string, more: object = {}) => ({ q, lang: 'en', relevant: ['a'], kind: 'typo', ...more });

async function file(name: string, rows: (object | string)[], gzip = false): Promise<string> {
  const path = join(folder, name);
  const text = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');
  await writeFile(path, gzip ? gzipSync(text) : text);
  return path;
}

describe('guides', () => {
  it('are read from plain and gzipped files, their Markdown as plain text', async () => {
    const body = 'Open **Settings**, see [the page](https://example.org/x).';
    const plain = await file('a.jsonl', [guide('a', { body, src: 'more' }), '']);
    const packed = await file('b.jsonl.gz', [guide('b', { lang: 'no', keywords: [' lyd ', ''] })], true);
    const read = await readGuides([plain, packed]);
    expect(read).toEqual({
      ok: true,
      value: {
        notes: [],
        rows: [
          {
            id: 'a',
            language: 'en',
            title: 'Title a',
            words: [],
            summary: '',
            body: 'Open Settings, see the page.',
          },
          { id: 'b', language: 'nb', title: 'Title b', words: ['lyd'], summary: '', body: '' },
        ],
      },
    });
  });

  it('are refused with every bad line named', async () => {
    const path = await file('bad.jsonl', [guide('a'), '{"id":', guide('', {}), { id: 'c', lang: 'en' }]);
    const read = await readGuides([path]);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.error.kind).toBe('bad-line');
    expect(read.error.details.map((detail) => detail.slice(path.length).slice(0, 3))).toEqual([
      ':2:',
      ':3:',
      ':4:',
    ]);
    expect(read.error.details[2]).toContain('title');
  });

  it('are refused when a file is not there', async () => {
    const read = await readGuides([join(folder, 'none.jsonl')]);
    expect(read).toMatchObject({ ok: false, error: { kind: 'unreadable' } });
  });

  it('say what is left out: other languages and repeated ids', async () => {
    const path = await file('a.jsonl', [
      guide('a'),
      guide('a', { title: 'Again' }),
      guide('f', { lang: 'fi' }),
    ]);
    const read = await readGuides([path]);
    if (!read.ok) throw new Error('refused');
    expect(read.value.rows.map(({ title }) => title)).toEqual(['Title a']);
    expect(read.value.notes).toEqual([
      `${path}: 1 guides in "fi" left out`,
      `${path}: 1 ids were given before, the first stays: a`,
    ]);
  });
});

describe('queries', () => {
  it('can be one part only', async () => {
    const path = await file('q.jsonl', [
      query('one', { split: 'dev' }),
      query('two', { split: 'held', lang: 'nn-NO' }),
      query('three'),
    ]);
    const read = await readQueries([path], 'held');
    if (!read.ok) throw new Error('refused');
    expect(read.value.rows.map(({ q, language }) => [q, language])).toEqual([['two', 'nb']]);
    expect(read.value.notes).toEqual([`${path}: 2 queries left out, which are not in "held"`]);
    const all = await readQueries([path], undefined);
    expect(all.ok && all.value.rows.length).toBe(3);
  });

  it('are not asked, and said, when no guide could answer', async () => {
    const guides = await readGuides([await file('a.jsonl', [guide('a'), guide('b')])]);
    const path = await file('q.jsonl', [
      query('whole', { relevant: ['a', 'b'] }),
      query('partly', { relevant: ['b', 'elsewhere'] }),
      query('missing', { relevant: ['elsewhere'] }),
      query('svenska', { lang: 'sv' }),
    ]);
    const queries = await readQueries([path], undefined);
    if (!guides.ok || !queries.ok) throw new Error('refused');
    const { rows, notes } = askable(queries.value.rows, guides.value.rows);
    expect(rows.map(({ q, relevant }) => [q, [...relevant]])).toEqual([
      ['whole', ['a', 'b']],
      ['partly', ['b']],
    ]);
    expect(notes).toEqual([
      'not asked: 1 queries in "sv", which has no guides here',
      'not asked: 1 queries whose relevant guides are all missing',
      'asked without the relevant guides that are missing: 1 queries',
    ]);
  });
});

describe('synonyms', () => {
  it('are read for the languages that have a list; a bad or missing one is named', async () => {
    expect(await readSynonyms(undefined)).toEqual({ ok: true, value: new Map() });
    expect(await readSynonyms(folder)).toMatchObject({ ok: false, error: { kind: 'unreadable' } });
    await file('sv.yaml', ['same:\n  - [dator, burk]']);
    const read = await readSynonyms(folder);
    expect(read.ok && [...read.value.keys()]).toEqual(['sv']);
    const bad = await file('de.yaml', ['same: 3']);
    const refused = await readSynonyms(folder);
    expect(!refused.ok && refused.error.details[0]?.startsWith(`${bad}: `)).toBe(true);
  });
});
