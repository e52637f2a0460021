import { expect, test } from '../fixture.ts';
import { knowledgeBase, type TestKnowledgeBase } from '../support/knowledge-base.ts';

const notices = `
- id: mail-slow
  severity: incident
  title: { en: Mail is slow for some of us }
  text: { en: IT is on it. }
  guide: mail-not-arriving
  from: 2026-10-01
- id: office-move
  severity: info
  title: { en: The office moves on Monday }
  text: { en: Take your screen home. }
  from: 2026-10-02
- id: windows-only
  severity: warning
  title: { en: Only for Windows }
  text: { en: Not here. }
  from: 2026-10-01
  os: [windows]
- id: long-over
  severity: warning
  title: { en: Long over }
  text: { en: Not any more. }
  from: 2026-10-01
  until: 2020-01-31
`;

let kb: TestKnowledgeBase;
test.beforeAll(() => {
  kb = knowledgeBase({ notices });
});
test.afterAll(() => kb.remove());

test('due notices stack, the outage first; others stay away', async ({ start }) => {
  const app = await start([`--kb-dir=${kb.dir}`]);
  await app.show();
  const list = app.page.getByRole('region', { name: 'Notices' });
  await expect(list).toContainText(/Mail is slow.*The office moves/s);
  await expect(list).not.toContainText('Only for Windows');
  await expect(list).not.toContainText('Long over');
});

test('a dismissed notice stays away after a restart; undo brings it back', async ({ start }) => {
  const first = await start([`--kb-dir=${kb.dir}`]);
  await first.show();
  const title = first.page.getByRole('region', { name: 'Notices' }).getByText('The office moves on Monday');
  await expect(title).toBeVisible();
  await first.page.getByRole('button', { name: 'Dismiss “The office moves on Monday”' }).click();
  await expect(title).toHaveCount(0);
  await first.page.getByRole('button', { name: 'Undo' }).click();
  await expect(title).toBeVisible();
  await first.page.getByRole('button', { name: 'Dismiss “The office moves on Monday”' }).click();
  await expect(title).toHaveCount(0);
  await first.quit();
  const second = await start([`--kb-dir=${kb.dir}`]);
  await second.show();
  await expect(second.page.getByText('Mail is slow for some of us')).toBeVisible();
  await expect(second.page.getByText('The office moves on Monday')).toHaveCount(0);
});

test('"Later" says when, and a notice leads to its guide', async ({ start }) => {
  const app = await start([`--kb-dir=${kb.dir}`]);
  await app.show();
  const list = app.page.getByRole('region', { name: 'Notices' });
  await list.getByRole('button', { name: 'Later' }).last().click();
  await expect(app.page.getByText(/Later,.* at \d\d:\d\d/)).toBeVisible();
  await expect(list).not.toContainText('The office moves');
  await list.getByRole('button', { name: 'Open the guide' }).click();
  await expect(app.page.getByRole('heading', { level: 1 })).toContainText(/mail/i);
});
