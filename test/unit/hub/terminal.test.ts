import { expect, test } from 'vitest';
import { progressOn } from '../../../hub/cli/terminal.ts';

function shownOn(isTTY: boolean, ...texts: string[]): string[] {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 };
  const progress = progressOn(stream as unknown as NodeJS.WriteStream);
  for (const text of texts) {
    progress.show(text);
    progress.clear();
  }
  return written;
}
const work = [
  'indexing en',
  'indexing nb',
  'file 1 of 3',
  'file 2 of 3',
  'reading 1 of 2: VPN 7',
  'file 3 of 3',
  'indexing en',
];

test('without a terminal each phase is told once', () => {
  expect(shownOn(false, ...work)).toEqual([
    'indexing en\n',
    'indexing nb\n',
    'file 1 of 3\n',
    'reading 1 of 2: VPN 7\n',
  ]);
});

test('on a terminal every step takes the place of the one before', () => {
  const anew = '\r\u001B[2K';
  expect(shownOn(true, ...work)).toEqual(work.flatMap((text) => [`${anew}${text}`, anew]));
});
