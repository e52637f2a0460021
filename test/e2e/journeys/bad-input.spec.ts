import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { knowledgeBase } from '../support/knowledge-base.ts';

test('a knowledge base that cannot be read is told, and people can still be reached', async ({
  machine,
  start,
}) => {
  const dir = join(machine.home, 'broken-kb');
  mkdirSync(dir);
  writeFileSync(join(dir, 'en.json'), '{"format":1,"language":"en"');
  const app = await start([`--kb-dir=${dir}`]);
  await app.show();
  await expect(app.page.getByText(/en\.json/).first()).toBeVisible();
  await expect(app.page.getByRole('button', { name: 'Get help' }).first()).toBeVisible();
});

test('a damaged state file is kept, told, and costs nobody the panel', async ({ machine, start }) => {
  writeFileSync(join(machine.userData, 'state.json'), '{"starred":["no-sou');
  writeFileSync(join(machine.userData, 'requests.jsonl'), 'not a journal at all\n');
  const app = await start();
  await app.show();
  await expect(app.page.getByRole('searchbox')).toBeVisible();
  await expect(app.page.getByText(/state\.json\.damaged-1/).first()).toBeVisible();
  const kept = readdirSync(machine.userData).filter((name) => name.includes('.damaged-'));
  expect(kept.some((name) => name.startsWith('state.json'))).toBe(true);
  expect(kept.some((name) => name.startsWith('requests.jsonl'))).toBe(true);
});

test('an unknown key and a bad value in the settings fall alone', async ({ machine, start }) => {
  const settings = { language: 'de', textSizePercent: 137, colour: 'mauve' };
  writeFileSync(join(machine.userData, 'state.json'), JSON.stringify({ settings, starred: ['no-sound'] }));
  const app = await start();
  await app.show();
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(app.page.locator('html')).toHaveAttribute('data-text-size', '100');
  await expect(app.page.getByText(/colour/).first()).toBeVisible();
});

test('hostile words in a guide are words', async ({ start }) => {
  const hostile = '<img src=x onerror="document.title=1"> {{name}} ${7*7} ‮ "\'`';
  const kb = knowledgeBase({
    guides: {
      'hostile.en.md': `---
title: 'Hostile \`<img src=x onerror="document.title=1">\` zzqy'
area: printing
summary: 'zzqy {{name}}'
words: ['zzqy']
applies-to: [windows, macos, linux]
owner: '"><svg onload=document.title=1>'
reviewed: 2026-11-01
minutes: 1
works-offline: true
---

## Read \`${hostile.replaceAll('`', '')}\` {#read}

Nothing happens.

## Check that it worked {#check}

Nothing happened.

## When to give up {#give-up}

Never.
`,
    },
  });
  try {
    const app = await start([`--kb-dir=${kb.dir}`]);
    await app.show();
    await app.page.getByRole('searchbox').fill('zzqy');
    await app.page.getByRole('option').first().click();
    await expect(app.page.getByRole('heading', { level: 1 })).toContainText('<img src=x');
    await expect(app.page.getByText('onload=document.title=1')).toBeVisible();
    expect(await app.page.title()).not.toBe('1');
    expect(await app.page.locator('img[src="x"], svg[onload]').count()).toBe(0);
  } finally {
    kb.remove();
  }
});
