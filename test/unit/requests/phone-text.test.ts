import { encode } from 'uqr';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { phoneText } from '../../../shared/requests/phone-text.ts';
import { aLine, anyRequest, aRequest } from './request-builders.ts';

const { t } = createI18n('en');

it('carries a short request whole, as a mail where there is an address', () => {
  const request = aRequest({ title: 'No sound', description: 'Since noon' });
  expect(phoneText(request, t, { mail: undefined, linesOff: [] })).toMatchObject({ isShortened: false });
  expect(phoneText(request, t, { mail: undefined, linesOff: [] }).text).toContain('Since noon');
  const { text } = phoneText(request, t, { mail: 'help@example.org', linesOff: [] });
  expect(new URL(text).pathname).toBe('help@example.org');
  expect(new URL(text).searchParams.get('subject')).toBe('No sound [ZL-7K3QX]');
  expect(new URL(text).searchParams.get('body')).toContain('Since noon');
});

it('shortens any other, says so, and always fits into a code that cameras read', () => {
  const mail = fc.option(fc.constant('help@example.org'), { nil: undefined });
  fc.assert(
    fc.property(anyRequest, mail, (request, to) => {
      const { text, isShortened } = phoneText(request, t, { mail: to, linesOff: [] });
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(900);
      if (isShortened) expect(decodeURIComponent(text.replace(/%(?![0-9A-F]{2})/g, '%25'))).toContain('…');
    }),
  );
  expect(encode('ø'.repeat(450), { ecc: 'L', border: 0 }).version).toBeLessThanOrEqual(22);
});

it('leaves out what IT has switched off since the request was written', () => {
  const request = aRequest({ lines: [aLine('serial', { value: '5CG1234XYZ' }), aLine('disk')] });
  const { text } = phoneText(request, t, { mail: undefined, linesOff: ['serial'] });
  expect(text).not.toContain('5CG1234XYZ');
  expect(text).toContain('value of disk');
});
