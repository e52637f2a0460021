import { test } from 'vitest';
import { wordsOf } from '../../../shared/search/words.ts';
import { buildIndex } from '../../../shared/search/guide-index.ts';
import { loadIndex, serialiseIndex } from '../../../shared/search/index-bytes.ts';
import { explain } from '../../../shared/search/explain.ts';
import { textOf } from './search-texts.ts';
test('p', () => {
  console.log(
    JSON.stringify(wordsOf('\uff9e')),
    JSON.stringify(wordsOf('a \uff9e')),
    JSON.stringify(wordsOf('\u0345x ͅ ')),
  );
  const letters: string[] = [];
  for (let c = 0; c < 0x110000; c++) {
    const s = String.fromCodePoint(c);
    const [w] = wordsOf(s);
    if (w && (w.folded === '' || /[\n\s]/u.test(w.folded) || w.folded !== w.folded.toLowerCase()))
      letters.push(c.toString(16) + JSON.stringify(w.folded));
  }
  console.log(letters.length, letters.slice(0, 60).join(' '));
  const ix = buildIndex([textOf('m', '\uff9e')]);
  console.log(ix.sections.get('en')?.terms, JSON.stringify(loadIndex(serialiseIndex(ix))).slice(0, 300));
  const i2 = buildIndex([
    textOf('a', 'Printer', { body: 'password' }),
    textOf('b', 'Password'),
    textOf('c', 'printer'),
  ]);
  console.log(JSON.stringify(explain(i2, { text: 'printer pa', language: 'en', limit: 9 }), null, 1));
});
