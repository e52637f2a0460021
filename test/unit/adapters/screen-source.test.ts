import { describe, expect, it } from 'vitest';
import { pairedDisplays } from '../../../electron/adapters/screen-source.ts';

const displays = [{ id: 11 }, { id: 22 }];
const source = (id: string, shows = '') => ({ id, display_id: shows });
const pairs = (sources: ReturnType<typeof source>[]) =>
  pairedDisplays(displays, sources).map((pair) => [pair.display.id, pair.source.id]);

describe('the sources of displays', () => {
  it('are those that say so, in whatever order they come', () => {
    expect(pairs([source('screen:1:0', '22'), source('screen:2:0', '11')])).toEqual([
      [11, 'screen:2:0'],
      [22, 'screen:1:0'],
    ]);
  });

  it('are at the same place where none says which it is, and never windows', () => {
    expect(pairs([source('window:9:0'), source('screen:1:0'), source('screen:2:0')])).toEqual([
      [11, 'screen:1:0'],
      [22, 'screen:2:0'],
    ]);
  });

  it('are one for all of them on a desktop that shows them as one', () => {
    expect(pairs([source('screen:1:0')])).toEqual([
      [11, 'screen:1:0'],
      [22, 'screen:1:0'],
    ]);
  });

  it('are none where there are none', () => {
    expect(pairs([source('window:9:0', '11')])).toEqual([]);
  });
});
