import { expect, it } from 'vitest';
import { noticeMessage } from '../../../electron/services/notice-message.ts';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { languages } from '../../../shared/language.ts';
import type { NoticeView } from '../../../shared/ipc/views.ts';
import { inTimeZone } from '../time-zones.ts';

inTimeZone('Europe/Oslo');

/** In Oslo, in November. */
const at = (local: string): number => Date.parse(`${local}:00+01:00`);
const mail: NoticeView = {
  ...{ id: 'mail@2026-11-24', severity: 'incident', title: 'Mail is down', text: 'IT is on it.' },
  ...{ guide: 'mail-not-arriving', nextUpdateAtMs: at('2026-11-24T10:30'), joinable: true },
};
const message = (notice: NoticeView, language: (typeof languages)[number] = 'en') =>
  noticeMessage(notice, {
    ...{ t: createI18n(language).t, language, nowMs: at('2026-11-24T10:00') },
    laterMs: at('2026-11-24T14:30'),
  });
const buttons = (notice: NoticeView) => message(notice)?.buttons.map(({ label }) => label);

it('of an outage tells when there is more, leads to the guide, and can be joined, not put off', () => {
  expect(message(mail)).toEqual({
    title: 'Mail is down',
    body: 'IT is on it.\nNext update at 10:30',
    clickLabel: 'Open the guide',
    buttons: [
      { id: 'guide', label: 'Open the guide' },
      { id: 'join', label: "That's mine, too" },
    ],
  });
  expect(buttons({ ...mail, joinedAtMs: 1 })).toEqual(['Open the guide']);
  expect(message({ ...mail, nextUpdateAtMs: at('2026-11-25T09:00') })?.body).toContain('tomorrow at 09:00');
  expect(message({ ...mail, nextUpdateAtMs: at('2026-11-24T09:00') })?.body).toBe('IT is on it.');
});

it('of another notice says when "Later" is', () => {
  const { nextUpdateAtMs: _none, joinable: _not, ...rest } = mail;
  expect(buttons({ ...rest, severity: 'notification' })).toEqual(['Open the guide', 'Later, at 14:30']);
  const { guide: _guide, ...bare } = rest;
  expect(message({ ...bare, severity: 'notification', text: '' })).toMatchObject({
    ...{ body: '', clickLabel: 'Show', buttons: [{ id: 'later' }] },
  });
});

it('is none for what waits in the panel, and has words in every language', () => {
  expect(message({ ...mail, severity: 'quiet' })).toBeUndefined();
  expect(message({ ...mail, severity: 'banner' })).toBeUndefined();
  const all = languages.map((language) => JSON.stringify(message(mail, language)));
  expect(new Set(all).size).toBe(languages.length);
  for (const text of all) expect(text).toMatch(/10[:.]30/);
});
