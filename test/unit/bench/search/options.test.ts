import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../../bench/search/options.ts';
import { table } from '../../../../bench/search/tables.ts';

const files = ['--guides', 'a.jsonl.gz,b.jsonl', '--queries', 'q.jsonl'];

describe('the options of bench:search', () => {
  it('have files by comma or one by one, and defaults', () => {
    const read = readOptions([...files, '--guides', 'c.jsonl', '--versus', 'minisearch,lunr']);
    expect(read).toMatchObject({
      ok: true,
      value: {
        guides: ['a.jsonl.gz', 'b.jsonl', 'c.jsonl'],
        queries: ['q.jsonl'],
        versus: ['minisearch', 'lunr'],
        ...{ limit: 10, json: false, synonyms: 'resources/synonyms', speedAt: [5000, 20000] },
      },
    });
  });

  it('switch synonyms and speed off, and speed is off with the seed', () => {
    const read = readOptions([...files, '--synonyms', 'none', '--speed-at', 'none']);
    expect(read).toMatchObject({ ok: true, value: { synonyms: undefined, speedAt: [] } });
    expect(readOptions(['--seed'])).toMatchObject({ ok: true, value: { seed: true, speedAt: [] } });
  });

  it.each([
    [[], '--guides and --queries'],
    [['--guides', 'a'], '--guides and --queries'],
    [['--seed', '--guides', 'a'], '--seed has its own'],
    [[...files, '--limit', '0'], '--limit 0'],
    [[...files, '--speed-at', '5k'], '--speed-at'],
    [[...files, '--versus', 'solr'], 'not solr'],
    [[...files, '--only', 'all'], '--only'],
    [[...files, '--speed-language', 'fi'], '--speed-language'],
    [[...files, '--unknown'], '--unknown'],
  ])('refuse %j', (words, part) => {
    const read = readOptions(words);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.error.detail).toContain(part);
  });
});

describe('a table', () => {
  it('has numbers to the right', () => {
    expect(
      table([
        ['name', 'R@1'],
        ['a', '1'],
        ['longer', '0.5'],
      ]),
    ).toBe(['name    R@1', 'a         1', 'longer  0.5'].join('\n'));
  });
});
