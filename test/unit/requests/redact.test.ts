import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverSecrets, redact } from '../../../shared/requests/redact.ts';
import { frames, inSentences, innocent, secrets } from './secrets.ts';

const seeded = Object.entries(secrets).flatMap(([kind, values]) =>
  values.map((secret) => [kind, secret] as const),
);

describe('redact', () => {
  it('has enough to be asked about', () => {
    expect(seeded.length + inSentences.length).toBeGreaterThanOrEqual(150);
    expect(innocent.length).toBeGreaterThanOrEqual(60);
  });

  it.each(seeded)('takes a %s out wherever it stands: %s', (kind, secret) => {
    for (const frame of frames) expect(redact(frame(secret))).toBe(frame(`[${kind}]`));
  });

  it.each(inSentences)('takes the secret out of %s', (text, secret) => {
    const redacted = redact(text);
    expect(redacted).not.toContain(secret);
    expect(redacted).toMatch(/\[(?:user|password|token|private key)\]/);
  });

  it.each(innocent)('leaves alone: %s', (text) => {
    for (const frame of frames) expect(redact(frame(text))).toBe(frame(text));
  });

  it('keeps what is around the secret', () => {
    expect(redact('C:\\Users\\Anna Berg\\report.docx')).toBe('C:\\Users\\[user]\\report.docx');
    expect(redact('password: abc, then Enter')).toBe('password: [password], then Enter');
    expect(redact('https://anna:x1@example.org/a?b=1')).toBe('https://anna:[password]@example.org/a?b=1');
  });

  it('covers what a person typed without making it longer than it may be', () => {
    const log = '8.8.8.8 '.repeat(500).slice(0, 3998);
    expect(redact(log).length).toBeGreaterThan(4000);
    expect(coverSecrets(log, 4000)).toHaveLength(4000);
    expect(coverSecrets('pw: hunter2', 4000)).toBe('pw: [password]');
  });

  it('changes nothing the second time', () => {
    const parts = [...seeded.map(([, secret]) => secret), ...inSentences.map(([text]) => text), ...innocent];
    const glue = fc.constantFrom('', ' ', '\n', ': ', '=', '/', '\\', '.', '-', '"', '[', ']', '@');
    const texts = fc.array(
      fc.tuple(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 12 })), glue),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(texts, (pieces) => {
        const once = redact(pieces.flat().join(''));
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    'a',
    '1',
    'a.',
    '-',
    ' ',
    '/Users/',
    'password',
    'eyJ',
    '\\Users\\a ',
    '1 ',
    'AA11',
    '2001:',
    'no93 8',
    'password a ',
    '111111-',
  ])('takes no long time over half a megabyte of %j', (part) => {
    const text = part.repeat(500_000 / part.length);
    const before = performance.now();
    redact(text);
    expect(performance.now() - before).toBeLessThan(4000);
  });
});
