import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { buildIndex, patchIndex, type GuideIndex } from '../../../shared/search/guide-index.ts';
import { analysisVersion, loadIndex, serialiseIndex } from '../../../shared/search/index-bytes.ts';
import { search } from '../../../shared/search/search.ts';
import { someQuestion, someTexts } from './random-texts.ts';
import { textOf } from './search-texts.ts';

vi.setConfig({ testTimeout: 30_000 });

function loaded(bytes: Uint8Array): GuideIndex {
  const result = loadIndex(bytes);
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
}

interface Head {
  analysis: unknown;
  sections: Record<string, unknown>[];
}

const lengthBytes = 4;
const headEndOf = (bytes: Uint8Array): number =>
  lengthBytes + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);

const headOf = (bytes: Uint8Array): Head =>
  JSON.parse(new TextDecoder().decode(bytes.subarray(lengthBytes, headEndOf(bytes)))) as Head;

/** The same bytes under another head. */
function withHead(bytes: Uint8Array, change: (head: Head) => unknown): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(change(headOf(bytes))));
  const columns = bytes.subarray(headEndOf(bytes));
  const changed = new Uint8Array(lengthBytes + head.length + columns.length);
  new DataView(changed.buffer).setUint32(0, head.length);
  changed.set(head, lengthBytes);
  changed.set(columns, lengthBytes + head.length);
  return changed;
}

const invalid = { ok: false, error: { kind: 'invalid' } };

const texts = [
  textOf('printer', 'The network printer', { words: ['printing'], summary: 'It is offline' }),
  textOf('skrivare', 'Nätverksskrivare', { language: 'sv', body: 'nätverk skrivare '.repeat(200) }),
  textOf('kabel', 'Kabel', { language: 'sv', words: ['skrivarkabel'] }),
];
const whole = serialiseIndex(buildIndex(texts));

describe('an index out of its bytes', () => {
  test('answers the same and has the same bytes', () => {
    fc.assert(
      fc.property(someTexts, fc.array(someQuestion, { maxLength: 5 }), (guides, questions) => {
        const index = buildIndex(guides);
        const bytes = serialiseIndex(index);
        const again = loaded(bytes);
        expect(serialiseIndex(again)).toEqual(bytes);
        for (const question of questions) {
          expect(search(again, { ...question, limit: 20 })).toEqual(
            search(index, { ...question, limit: 20 }),
          );
        }
      }),
    );
  });

  test('can be patched on', () => {
    const [first, ...others] = texts;
    const patched = patchIndex(loaded(serialiseIndex(buildIndex(others))), {
      removed: [],
      added: first ? [first] : [],
    });
    expect(serialiseIndex(patched)).toEqual(whole);
  });

  test('lies anywhere in its buffer', () => {
    const within = new Uint8Array(whole.length + 13);
    within.set(whole, 7);
    const there = within.subarray(7, 7 + whole.length);
    expect(serialiseIndex(loaded(there))).toEqual(whole);
  });

  test('an empty one is whole, too', () => {
    expect([...loaded(serialiseIndex(buildIndex([]))).sections]).toEqual([]);
  });

  test('guides with words of marks only are kept like others', () => {
    // Half-width voiced sound marks are letters that fold to nothing.
    const marks = serialiseIndex(buildIndex([textOf('marks', '\uff9e')]));
    expect(serialiseIndex(loaded(marks))).toEqual(marks);
  });
});

describe('bytes that are no index of this app', () => {
  test.each([analysisVersion + 1, analysisVersion - 1])(
    'analysis %i is told apart from damage',
    (analysis) => {
      const other = withHead(whole, (head) => ({ ...head, analysis }));
      expect(loadIndex(other)).toMatchObject({ ok: false, error: { kind: 'other-analysis' } });
      // Another version may say other things in its head.
      const foreign = withHead(whole, () => ({ analysis, shape: 'unknown' }));
      expect(loadIndex(foreign)).toMatchObject({ ok: false, error: { kind: 'other-analysis' } });
    },
  );

  test('cut anywhere, or longer, it is refused', () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(loadIndex(whole.subarray(0, length))).toMatchObject(invalid);
    }
    const longer = new Uint8Array(whole.length + 1);
    longer.set(whole);
    expect(loadIndex(longer)).toMatchObject(invalid);
  });

  test('any flipped bit of the length of the head is refused', () => {
    for (let bit = 0; bit < lengthBytes * 8; bit += 1) {
      const damaged = whole.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(loadIndex(damaged)).toMatchObject(invalid);
    }
  });

  test.each(['terms', 'stems', 'compounds', 'passages'])('a wrong number of %s is refused', (name) => {
    for (const step of [-1, 1, 2 ** 31, 2 ** 52]) {
      const damaged = withHead(whole, ({ analysis, sections }) => ({
        analysis,
        sections: sections.map((section) => ({ ...section, [name]: Number(section[name]) + step })),
      }));
      expect(loadIndex(damaged), `${name} ${step}`).toMatchObject(invalid);
    }
  });

  test.each(['ids', 'titles'])('one of the %s too few or too many is refused', (name) => {
    for (const change of [(list: unknown[]) => list.slice(1), (list: unknown[]) => [...list, 'more']]) {
      const damaged = withHead(whole, ({ analysis, sections }) => ({
        analysis,
        sections: sections.map((section) => ({ ...section, [name]: change(section[name] as unknown[]) })),
      }));
      expect(loadIndex(damaged)).toMatchObject(invalid);
    }
  });

  test('every wrong length of a column is refused, also when the next one makes up for it', () => {
    const columnsOf = (section: Head['sections'][number] | undefined) =>
      (section?.['columns'] ?? []) as number[];
    const { sections } = headOf(whole);
    sections.forEach((section, changed) => {
      columnsOf(section).forEach((_, column) => {
        for (const step of [-1, 1]) {
          for (const makesUp of [false, true]) {
            if (makesUp && column + 1 === columnsOf(section).length) continue;
            const columns = [...columnsOf(section)];
            columns[column] = (columns[column] ?? 0) + step;
            if (makesUp) columns[column + 1] = (columns[column + 1] ?? 0) - step;
            const damaged = withHead(whole, (head) => ({
              ...head,
              sections: sections.map((one, place) => (place === changed ? { ...one, columns } : one)),
            }));
            expect(loadIndex(damaged), `${changed} ${column} ${step} ${makesUp}`).toMatchObject(invalid);
          }
        }
      });
    });
  });

  test('a guide with another number of passages is refused', () => {
    const [first] = headOf(whole).sections;
    const damaged = whole.slice();
    // The second column of the first section.
    const at = headEndOf(whole) + ((first?.['columns'] as number[])[0] ?? 0);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    expect(loadIndex(damaged)).toMatchObject(invalid);
  });

  test('no flipped bit makes loading or asking throw', () => {
    const place = fc.tuple(fc.nat(whole.length - 1), fc.nat(7));
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 3 }), someQuestion, (places, question) => {
        const damaged = whole.slice();
        for (const [at, bit] of places) damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        const result = loadIndex(damaged);
        if (result.ok) search(result.value, { ...question, limit: 20 });
        else expect(['invalid', 'other-analysis']).toContain(result.error.kind);
      }),
      { numRuns: 2000 },
    );
  });
});
