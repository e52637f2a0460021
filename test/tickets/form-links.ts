import { expect } from 'vitest';
import { createI18n } from '../../shared/i18n/create-i18n.ts';
import { handOver } from '../../shared/requests/hand-over.ts';
import type { LinkWay } from '../../shared/requests/ticket-links.ts';
import { aLine, aRequest } from '../unit/requests/request-builders.ts';
import type { Browser } from './browser.ts';

const { t } = createI18n('en');

/** What the person wants to send by a link. */
export const sent = aRequest({
  title: 'Büro ő 🖨: stopped at step 3',
  description: 'It says "100 % & <none>" – since Monday.\nAnna can’t print; €5 + 1 = 6 #hash ?',
  area: 'network',
  lines: [
    aLine('tried:a', { group: 'journey', label: 'Tried: Reconnect the VPN', value: 'stopped at step 3' }),
    aLine('computer', { label: 'This computer', value: 'LT-4471 · Debian 12' }),
    aLine('disk', { label: 'Disk', value: '12 GB free (8 %)', ticked: false }),
  ],
});
export const subject = `${sent.title} [ZL-7K3QX]`;
export const computer = 'LT-4471 · Debian 12';
export const journey = 'Tried: Reconnect the VPN: stopped at step 3';

const link = (way: Omit<LinkWay, 'way' | 'maxUrlChars'>): string =>
  handOver(sent, { way: 'link', maxUrlChars: 8000, ...way }, t).url ?? '';

type Server = Record<string, string>;

/** Opens a link to RT's form as someone who is not signed in, and answers the form's values once it is there. */
export async function openRtForm({ page }: Browser, server: Server) {
  const field = (name: string) => `CustomField-${server[`FIELD_${name}`]}`;
  const fields = { area: 'AREA', computer: 'COMPUTER', journey: 'JOURNEY', reference: 'ZEROLINE_KEY' };
  const url = link({
    system: 'request-tracker',
    url: server.URL ?? '',
    queue: 'Helpdesk',
    fields: Object.fromEntries(Object.entries(fields).map(([ours, name]) => [ours, field(name)])),
  });
  const form = page.locator('form[name=TicketCreate]');
  const read = (name: string) =>
    form
      .locator(`[name*="${field(name)}-Value"]:not([type=hidden])`)
      .first()
      .inputValue();
  async function expectFilled(): Promise<void> {
    await form.waitFor();
    expect(await form.locator('input[name=Subject]').inputValue()).toBe(subject);
    const values = await Promise.all(Object.values(fields).map(read));
    expect(values).toEqual(['network', computer, journey, 'ZL-7K3QX']);
  }
  await page.goto(url);
  await page.fill('input[name=user]', 'anna');
  await page.fill('input[name=pass]', 'test-anna-pw');
  await page.click('input[type=submit]');
  await expectFilled();
  // To someone who is signed in, stock RT shows this first (docs/ticket-systems.md has the line that spares it).
  await page.goto('about:blank');
  await page.goto(url);
  await page.getByText('Possible cross-site request forgery').first().waitFor();
  await page.getByRole('link', { name: /click here to resume/i }).click();
  await expectFilled();
  return { send: () => form.locator('input[type=submit]').last().click() };
}

/** The same with Redmine's form. */
export async function openRedmineForm({ page }: Browser, server: Server) {
  const custom = (name: string) => `issue[custom_field_values][${server[`FIELD_${name}`]}]`;
  const fields = {
    area: 'issue[category_id]',
    computer: custom('COMPUTER'),
    journey: custom('JOURNEY'),
    reference: custom('ZEROLINE_KEY'),
  };
  const category = server.CATEGORY_NETWORK ?? '';
  const url = link({
    system: 'redmine',
    url: server.URL ?? '',
    queue: 'helpdesk',
    presets: { 'issue[tracker_id]': server.TRACKER ?? '' },
    fields,
    values: { area: { network: category } },
  });
  await page.goto(url);
  await page.fill('#username', 'anna');
  await page.fill('#password', 'test-anna-pw');
  await page.click('#login-submit');
  const form = page.locator('#issue-form');
  await form.waitFor();
  const read = (name: string) => form.locator(`[name="${name}"]:not([type=hidden])`).inputValue();
  expect(await read('issue[subject]')).toBe(subject);
  expect(await read('issue[description]')).toBe(sent.description);
  expect(await Promise.all(Object.values(fields).map(read))).toEqual([
    category,
    computer,
    journey,
    'ZL-7K3QX',
  ]);
  return { send: () => form.locator('input[name=commit]').click() };
}
