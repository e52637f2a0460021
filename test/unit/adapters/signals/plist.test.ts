import { describe, expect, it } from 'vitest';
import { parsePlist } from '../../../../electron/adapters/signals/plist.ts';

const plist = (body: string): string => `<?xml version="1.0"?>\n<plist version="1.0">${body}</plist>`;

describe('a property list', () => {
  it('of every kind of value', () => {
    const body = `<dict>
      <key>on</key><true/><key>off</key><false/>
      <key>n</key><integer>-3</integer><key>r</key><real>1.5</real>
      <key>a &amp; b</key><string>&lt;1&gt; &#248; &#xE5; &unknown;</string>
      <key>none</key><string/><key>at</key><date>2026-09-23T18:40:50Z</date>
      <key>list</key><array><string>x</string><array/><dict/></array>
    </dict>`;
    expect(parsePlist(plist(body))).toEqual({
      on: true,
      off: false,
      n: -3,
      r: 1.5,
      'a & b': '<1> ø å &unknown;',
      none: '',
      at: '2026-09-23T18:40:50Z',
      list: ['x', [], {}],
    });
  });

  it('after what a program printed before it', () => {
    expect(parsePlist(`Getting global account policies\n${plist('<array><true/></array>')}`)).toEqual([true]);
  });

  it('is nothing where there is none, or not all of it', () => {
    expect(parsePlist('')).toBeUndefined();
    expect(parsePlist('No such key')).toBeUndefined();
    expect(parsePlist(plist('<dict><key>a</key><array><true/>'))).toBeUndefined();
    expect(parsePlist(plist('<true/></dict></array></dict>'))).toBeUndefined();
  });

  it('leaves out a value without a key', () => {
    expect(parsePlist(plist('<dict><true/><key>a</key><integer>1</integer></dict>'))).toEqual({ a: 1 });
  });
});
