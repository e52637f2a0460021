import { expect, test } from 'vitest';
import { changedKb, compile, edited, told } from './kb.ts';

const original = 'guides/cant-print.en.md';
const other = 'guides/print-again.en.md';

async function withTitles(first: string, second: string, area = 'printing') {
  const changed = await edited(original, "title: I can't print", `title: '${first.replaceAll("'", "''")}'`);
  const copy = changed
    .replace(/^title: .*$/m, `title: '${second.replaceAll("'", "''")}'`)
    .replace(/^area: .*$/m, `area: ${area}`);
  return told(compile(await changedKb({ [original]: changed, [other]: copy })));
}

test.each([
  ["I can't print", 'i  cant PRINT?'],
  ['Wi-Fi is down', 'WIFI is down'],
  ['Åpne døren', 'A\u030apne d\u00f8ren'],
  ['???', '???'],
])('"%s" and "%s" are the same title', async (first, second) => {
  expect(await withTitles(first, second)).toEqual([`${other}:2 error: the same title as ${original}`]);
});

test('the same title is an error in another area too', async () => {
  expect(await withTitles('It is slow', 'It is slow', 'sign-in')).toHaveLength(1);
});

test.each([
  ['My computer is slow', 'The computer is slow'],
  ['The printer prints empty pages today', 'The printer prints empty colour pages today'],
])('"%s" and "%s" are nearly the same question', async (first, second) => {
  expect(await withTitles(first, second)).toEqual([
    `${other}:2 warning: nearly the same question as ${original}: "${first}"`,
  ]);
  expect(await withTitles(first, second, 'sign-in')).toEqual([]);
});

test.each([
  ["Others can't hear me", "I can't hear others"],
  ['Mail is slow', 'Mail is full'],
  ['I forgot my PIN', 'I forgot my phone'],
  ['Printing', 'Printing is slow'],
])('"%s" and "%s" are two questions', async (first, second) => {
  expect(await withTitles(first, second)).toEqual([]);
});

test('two translations may say the same as two languages', async () => {
  const changes = {
    'guides/cant-print.nb.md': await edited(
      'guides/cant-print.nb.md',
      /^title: .*$/m,
      "title: I can't print",
    ),
  };
  expect(told(compile(await changedKb(changes)))).toEqual([]);
});
