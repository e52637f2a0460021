import { describe, expect, it } from 'vitest';
import {
  attachmentBytesMax,
  attachmentName,
  attachmentsMax,
  freeName,
  judgeFile,
  typeOfContent,
} from '../../../shared/requests/attachment.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

describe('typeOfContent', () => {
  it.each([
    ['image/png', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)],
    ['image/jpeg', bytes(0xff, 0xd8, 0xff, 0xe0)],
    ['image/gif', text('GIF89a')],
    ['image/webp', text('RIFF\u0001\u0002\u0003\u0004WEBPVP8 ')],
    ['application/pdf', text('%PDF-1.7')],
    ['text/plain', text('2026-11-22 kjøring feilet\n')],
    ['text/plain', text(`${'a'.repeat(64 * 1024 - 1)}ø`)],
  ])('knows %s by its content', (type, content) => {
    expect(typeOfContent(content)).toBe(type);
  });

  it.each([
    ['a program', text('MZ\u0000\u0003')],
    ['a zip', bytes(0x50, 0x4b, 0x03, 0x04, 0, 0)],
    ['half a PNG signature', bytes(0x89, 0x50, 0x4e)],
    ['RIFF that is sound', text('RIFF\u0001\u0002\u0003\u0004WAVE')],
    ['broken UTF-8', bytes(0x61, 0xff, 0x62)],
    ['nothing', bytes()],
  ])('does not take %s', (_what, content) => {
    expect(typeOfContent(content)).toBeUndefined();
  });
});

describe('judgeFile', () => {
  it('takes what fits to the last byte', () => {
    const others = [{ sizeBytes: attachmentBytesMax - 4 }];
    expect(judgeFile(text('abcd'), others)).toEqual({ type: 'text/plain' });
    expect(judgeFile(text('abcde'), others)).toEqual({ kind: 'too-large' });
  });

  it('says why it does not take a file', () => {
    const many = Array.from({ length: attachmentsMax }, () => ({ sizeBytes: 1 }));
    expect(judgeFile(text('a'), many)).toEqual({ kind: 'too-many' });
    expect(judgeFile(bytes(), [])).toEqual({ kind: 'empty' });
    expect(judgeFile(bytes(0, 1), [])).toEqual({ kind: 'type' });
  });
});

describe('attachmentName', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Users\\x\\a.txt', 'C_Users_x_a.txt'],
    ['.hidden', 'hidden'],
    ['a\u0000b\u202ec.txt', 'a_b_c.txt'],
    ['', 'file'],
    ['...', 'file'],
    [`${'å'.repeat(300)}.log`, `${'å'.repeat(116)}.log`],
  ])('makes %j to a name that every system takes', (name, taken) => {
    expect(attachmentName(name)).toBe(taken);
  });
});

describe('freeName', () => {
  it('counts what would have the same name', () => {
    expect(freeName('Screenshot.png', [])).toBe('Screenshot.png');
    expect(freeName('Screenshot.png', ['Screenshot.png'])).toBe('Screenshot 2.png');
    expect(freeName('Screenshot.png', ['Screenshot.png', 'Screenshot 2.png'])).toBe('Screenshot 3.png');
    expect(freeName('notes', ['notes'])).toBe('notes 2');
  });

  it('stays short enough, with its ending', () => {
    const long = `${'a'.repeat(116)}.png`;
    const free = freeName(long, [long]);
    expect(free.length).toBeLessThanOrEqual(120);
    expect(free).toMatch(/ 2\.png$/);
  });
});
