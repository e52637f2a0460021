import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedBy, guideOfLink } from '../../../electron/shell/deep-link.ts';

describe('the command line', () => {
  it.each([
    [['zeroline'], { kind: 'show' }],
    [['zeroline', '--hidden'], { kind: 'hidden' }],
    [['zeroline', '--toggle'], { kind: 'toggle' }],
    [['zeroline', '--open', 'guide/reset-pin'], { kind: 'guide', id: 'reset-pin' }],
    [['zeroline', '--open=guide/reset-pin'], { kind: 'guide', id: 'reset-pin' }],
    [['zeroline', 'zeroline://guide/reset-pin'], { kind: 'guide', id: 'reset-pin' }],
    [['zeroline', '--hidden', 'zeroline://guide/reset-pin/'], { kind: 'guide', id: 'reset-pin' }],
    // Without --open a word is a file that someone dropped on the icon.
    [['zeroline', 'guide/reset-pin'], { kind: 'show' }],
    [['zeroline', '--open'], { kind: 'show' }],
    [['zeroline', '--open', 'guide/../settings'], { kind: 'show' }],
    [['zeroline', '--open=/etc/passwd', '--toggle'], { kind: 'toggle' }],
  ])('%j asks for %o', (argv, asked) => {
    expect(askedBy(argv)).toEqual(asked);
  });

  it('understands a second start, whose switches Chromium puts before the words and adds to', () => {
    // As a running Electron got `electron APP --open guide/reset-pin`.
    const argv = [
      'electron',
      '--disable-gpu',
      '--open',
      '--allow-file-access-from-files',
      '/app',
      'guide/reset-pin',
    ];
    expect(askedBy(argv)).toEqual({ kind: 'guide', id: 'reset-pin' });
  });
});

describe('a zeroline: link', () => {
  it.each([
    'zeroline://guide/',
    'zeroline://guide/a/b',
    'zeroline://guide/a?b=c',
    'zeroline://guide/a#b',
    'zeroline://guide/A',
    'zeroline://guide/%61',
    'zeroline://guide/..',
    'zeroline://guide/-a',
    'zeroline://guide/a\n',
    'zeroline://user@guide/a',
    'zeroline://settings',
    'zeroline:guide/a',
    'Zeroline://guide/a',
    'https://guide/a',
    ` zeroline://guide/a`,
    `zeroline://guide/${'a'.repeat(65)}`,
    `zeroline://guide/${'a'.repeat(300)}`,
  ])('is refused as %j', (link) => {
    expect(guideOfLink(link)).toBeUndefined();
  });

  it('gives a guide id or nothing, whatever follows the scheme', () => {
    const near = fc.string({
      unit: fc.constantFrom('a', 'z', '0', '-', '/', '.', '?', '#', '%', ':', '@', '\\', ' ', '\n', 'ø'),
    });
    fc.assert(
      fc.property(near, (rest) => {
        expect(guideOfLink(`zeroline://guide/${rest}`) ?? 'none').toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
      }),
      { numRuns: 5_000 },
    );
  });
});
