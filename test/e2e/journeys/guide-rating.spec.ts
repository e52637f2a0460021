import AxeBuilder from '@axe-core/playwright';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from '../../../shared/app-state.ts';
import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import type { RunningApp } from '../support/app.ts';
import { settled } from '../support/crawler.ts';
import { overflowing } from '../support/overflow.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';
import { goTo } from '../support/screens.ts';
import { enrolmentKey, startTestHub, type TestHub } from '../../unit/hub/server/test-hub.ts';
import { usageReport } from '../../unit/hub/store/wire-builders.ts';

const guide = 'cant-print';
const zeroline = join(import.meta.dirname, '../../../dist/hub/zeroline.mjs');

let hub: TestHub;
test.beforeEach(async () => {
  hub = await startTestHub();
});
test.afterEach(() => hub.remove());

/** `zeroline report` beside the hub that runs. */
function report(): string {
  const path = join(hub.folder, 'hub.yaml');
  writeFileSync(
    path,
    'store: { file: hub.db }\nenrolmentKeys: [{ file: enrolment.key }]\npseudonymKey: { file: pseudonym.key }\n',
  );
  return execFileSync(process.execPath, [zeroline, 'report', path], { encoding: 'utf8' });
}

const policyWithHub = () => ({ ...noQuietHours, hub: hub.url(), hubKey: enrolmentKey });
const question = 'What was missing in the guide?';
const status = 'Thank you.';

async function axeFindsNothing({ page }: RunningApp): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);
}

test('what was missing in a guide is said with one press, kept through a kill, sent, and printed for the editors', async ({
  machine,
  start,
}) => {
  test.setTimeout(120_000);
  const policy = policyOf(machine, policyWithHub());
  let app = await start([policy]);
  let { page } = app;
  const panel = panelOf(page);

  await test.step('it stands below every way out, and is said by keyboard', async () => {
    await app.show();
    await goTo(app, { screen: 'guide', id: guide });
    await panel.notSolved.click();
    const asked = page.getByRole('group', { name: question });
    await expect(asked).toBeVisible();
    const [wayOut, below] = [await panel.sendRequest.boundingBox(), await asked.boundingBox()];
    expect(wayOut && below && wayOut.y + wayOut.height <= below.y).toBe(true);
    await axeFindsNothing(app);
    await asked.getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await expect(asked.getByRole('button', { name: 'A step is missing' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(asked.getByRole('button', { name: 'A step is missing' })).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: status })).toBeVisible();
  });

  await test.step('a few words go along, without what is secret', async () => {
    await page.getByLabel('In a few words, if you like').fill('Which tray? ola@example.org knows');
    await page.keyboard.press('Enter');
    await expect(page.getByText('IT will read: “Which tray? [mail address] knows”')).toBeVisible();
    await axeFindsNothing(app);
  });

  await test.step('the very text is shown under "What leaves this computer", also after a kill', async () => {
    const sent = '"good":false,"missing":"step-missing","words":"Which tray? [mail address] knows"';
    const text = () => page.locator('.literal').first().textContent();
    await goTo(app, { screen: 'privacy' });
    await expect.poll(text).toContain(sent);
    app.kill();
    app = await start([policy]);
    page = app.page;
    await app.show();
    await goTo(app, { screen: 'privacy' });
    await expect.poll(text).toContain(sent);
    expect(readFileSync(join(machine.userData, 'usage-notes.jsonl'), 'utf8')).not.toContain('ola@');
    await app.quit();
  });

  await test.step('it goes to the hub when the day is over, once', async () => {
    for (const n of [1, 2]) {
      app = await start([policy], join(import.meta.dirname, '../support/next-day.cjs'));
      await expect.poll(report, { timeout: 20_000 }).toContain(`${guide.padEnd(40)} 1 times`);
      if (n === 2) await app.page.waitForTimeout(1_500);
      await app.quit();
    }
    const printed = report();
    expect(printed).toMatch(/cant-print +1 times, 100 % of answers, good for 0 of 1 who rated it/);
    expect(printed).toContain('what was missing: a step is missing (1)');
    expect(printed).not.toContain('Which tray?');
    expect(printed).toContain('fewer than 5 machines rated their guide: 1');
  });

  await test.step('its words are printed when four others have rated the guide', async () => {
    for (const missing of ['step-missing', 'step-missing', 'looks-different', 'hard-to-follow'] as const) {
      const other = await hub.enrol();
      const day = new Date().toISOString().slice(0, 10);
      const ratings = [{ id: randomUUID(), guide, good: false, missing }];
      await other.ask('POST', '/v1/usage', usageReport({ day, guides: [], ratings }));
    }
    const printed = report();
    expect(printed).toContain('good for 0 of 5 who rated it');
    expect(printed).toContain(
      'a step is missing (3), it is hard to understand (1), it looks different (1)\n    “Which tray? [mail address] knows”',
    );
  });
});

test('who was helped may say how the guide was, and is not asked again', async ({ machine, start }) => {
  const policy = policyOf(machine, policyWithHub());
  const app = await start([policy]);
  const { page } = app;
  const panel = panelOf(page);
  const good = page.getByRole('group', { name: 'Was the guide good?' });
  const pressed = (name: string) => good.getByRole('button', { name, pressed: true });
  await app.show();
  await goTo(app, { screen: 'guide', id: guide });
  await panel.solved.click();

  // Yes, no, and taken back: each press is the whole of it.
  await good.getByRole('button', { name: 'Yes' }).click();
  await expect(pressed('Yes')).toBeVisible();
  await expect(page.getByRole('group', { name: question })).toHaveCount(0);
  await good.getByRole('button', { name: 'No' }).click();
  await expect(pressed('No')).toBeVisible();
  await page.getByRole('button', { name: 'It is hard to understand' }).click();
  await axeFindsNothing(app);
  await pressed('No').click();
  await expect(good.getByRole('button', { pressed: true })).toHaveCount(0);
  await expect(page.getByText(status)).toHaveCount(0);
  await good.getByRole('button', { name: 'Yes' }).click();
  await expect(pressed('Yes')).toBeVisible();

  // Not after all: the question is still the same one. Later it is none any more.
  await panel.button("It isn't solved after all").click();
  await panel.notSolved.click();
  await expect(page.getByRole('group', { name: question })).toBeVisible();
  await app.quit();
  const path = join(machine.userData, 'state.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as State;
  const asked = state.askedForRating[guide];
  expect(asked?.reviewed).toMatch(/^[-\d]{10}$/);
  const hourAgo = { reviewed: asked?.reviewed, atMs: Date.now() - 60 * 60_000 };
  writeFileSync(path, JSON.stringify({ ...state, askedForRating: { [guide]: hourAgo } }));
  const again = await start([policy]);
  await again.show();
  await goTo(again, { screen: 'guide', id: guide });
  await panelOf(again.page).notSolved.click();
  await settled(again.page);
  await expect(panelOf(again.page).sendRequest).toBeVisible();
  await expect(again.page.getByRole('group', { name: question })).toHaveCount(0);
});

test('nobody is asked where nobody would read it', async ({ machine, start }) => {
  const app = await start([policyOf(machine, { ...policyWithHub(), forced: { sendCounts: false } })]);
  await app.show();
  await goTo(app, { screen: 'guide', id: guide });
  await panelOf(app.page).notSolved.click();
  await expect(panelOf(app.page).sendRequest).toBeVisible();
  await settled(app.page);
  await expect(app.page.getByRole('group', { name: question })).toHaveCount(0);
  expect(machine.log()).not.toContain('ipc-failed');
});
