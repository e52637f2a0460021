import { join } from 'node:path';
import { appendFileSync, mkdirSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { expect, test } from '../fixture.ts';
import { goTo } from '../support/screens.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';
import { overflowing } from '../support/overflow.ts';

const id = (n: number): string => `0199f3a0-0000-7000-8000-00000000000${n}`;
const base = (n: number) => ({
  ...{ id: id(n), reference: 'ZL-7K3QX', createdAtMs: 1, updatedAtMs: Date.now() - 3_600_000, language: 'en' },
  ...{ title: 'The printer on the second floor prints half pages', description: 'Since Monday.', area: 'printing' },
  lines: [
    { id: 'tried:cant-print', group: 'journey', label: 'Tried: I can’t print', value: 'stopped at step 2', ticked: true },
    { id: 'computer', group: 'computer', label: 'This computer', value: 'LT-4471', ticked: true },
    { id: 'disk', group: 'computer', label: 'Disk', value: '3,5 GB of 237 GB free', ticked: true },
  ],
});
const atMs = Date.now() - 26 * 3_600_000;
const all = {
  draft: { ...base(1), state: { kind: 'draft' } },
  refused: { ...base(2), state: { kind: 'needs-attention', reason: 'refused', atMs, detail: 'queue is closed' } },
  missing: { ...base(3), state: { kind: 'needs-attention', reason: 'refused', atMs, cause: 'file-missing', detail: 'screen.png' } },
  waiting: { ...base(4), state: { kind: 'queued', atMs } },
  still: { ...base(5), state: { kind: 'answered', atMs, ticket: 'HD-20931' }, comment: 'It came back after a minute.' },
  stillRefused: {
    ...base(6),
    state: { kind: 'needs-attention', reason: 'refused', atMs, detail: 'ticket is closed', reopened: { id: id(7), comment: 'Still jams', was: 'solved', atMs, ticket: 'HD-1' } },
  },
};

test('pictures', async ({ machine, start }) => {
  test.setTimeout(180_000);
  mkdirSync(machine.userData, { recursive: true });
  for (const request of Object.values(all)) {
    const json = Buffer.from(JSON.stringify({ kind: 'put', request }));
    appendFileSync(
      join(machine.userData, 'requests.jsonl'),
      `${crc32(json).toString(16).padStart(8, '0')} ${json.length} ${json.toString()}\n`,
    );
  }
  const policy = policyOf(machine, { ...noQuietHours, hub: 'https://127.0.0.1:9', hubKey: 'an-enrolment-key-for-tests' });
  const app = await start([policy]);
  await app.show();
  for (const [language, size, scheme] of [['en', 100, 'light'], ['de', 100, 'dark'], ['hu', 200, 'light']] as const) {
    await app.page.emulateMedia({ colorScheme: scheme });
    await app.page.evaluate((change) => window.zeroline.call('settings.change', { change }), { language, textSizePercent: size });
    for (const [name, request] of Object.entries(all)) {
      await goTo(app, { screen: 'home' });
      await goTo(app, { screen: 'request', id: request.id });
      await app.page.waitForTimeout(700);
      if (name === 'draft') await app.page.locator('.line').first().scrollIntoViewIfNeeded();
      if (name === 'draft') await app.page.getByText('Subject').or(app.page.getByText('Thema')).or(app.page.getByText('Téma')).first().scrollIntoViewIfNeeded();
      expect.soft(await overflowing(app.page)).toEqual([]);
      await app.page.screenshot({ path: `/tmp/m2-shots/${name}-${language}.png` });
    }
  }
});
