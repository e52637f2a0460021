import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import { createCentralKb, type CentralKb } from '../support/central-kb.ts';
import type { RunningApp } from '../support/app.ts';
import { goTo } from '../support/screens.ts';
import { missingNginx, startNginx } from '../../support/nginx.ts';
import { startStaticServer } from '../../support/static-server.ts';

const newGuide = (title: string, words: string): string => `---
title: ${title}
area: printing
summary: A guide that came after the app.
words: [${words}]
applies-to: [windows, macos, linux]
owner: Workplace team
reviewed: 2026-11-20
minutes: 2
works-offline: true
---

## Do this first {#first}

Do it.

## Check that it worked {#check}

It works.

## When to give up {#give-up}

Tell the service desk.
`;

let kb: CentralKb;
test.beforeEach(() => void (kb = createCentralKb()));
test.afterEach(() => kb.remove());

/** Presses "Check now" and waits until the answer is there. */
async function checkNow(app: RunningApp): Promise<void> {
  await goTo(app, { screen: 'settings' });
  await panelOf(app.page).button('Check now').click();
  await expect(panelOf(app.page).button('Check now')).toBeEnabled();
}

async function search(app: RunningApp, words: string): Promise<string[]> {
  const panel = panelOf(app.page);
  await goTo(app, { screen: 'home' });
  await panel.searchField.fill(words);
  await expect(panel.noneOfThese.or(app.page.getByText(/No guide/)).first()).toBeVisible();
  return panel.results.allInnerTexts();
}

for (const kind of ['nginx', 'a plain Node server'] as const) {
  test(`a fresh machine installs, then follows an edit, a new guide and a withdrawn one, from ${kind}`, async ({
    start,
  }) => {
    test.skip(kind === 'nginx' && missingNginx(), 'nginx is not installed');
    kb.writeGuide('badge-lost.en.md', newGuide('I lost my badge', 'access card'));
    kb.publish();
    const server = await (kind === 'nginx' ? startNginx(kb.webRoot) : startStaticServer(kb.webRoot));
    try {
      const trust = kb.trust(`${server.url}/zeroline`);
      const app = await start([`--kb-trust=${trust}`]);
      await app.show();
      await checkNow(app);
      expect((await search(app, 'badge')).join()).toContain('I lost my badge');
      const installed = server.bytesSent();

      kb.writeGuide('badge-lost.en.md', newGuide('My badge is gone', 'access card'));
      kb.writeGuide('new-coffee.en.md', newGuide('The coffee machine wants a code', 'espresso'));
      kb.removeGuide('cant-print.nb.md');
      const organisation = join(kb.sources, 'organisation.yaml');
      writeFileSync(
        organisation,
        readFileSync(organisation, 'utf8').replace(
          '[cant-print, password-forgotten]',
          '[password-forgotten]',
        ),
      );
      kb.removeGuide('cant-print.en.md');
      kb.publish('--allow-fewer');
      await checkNow(app);
      expect((await search(app, 'badge')).join()).toContain('My badge is gone');
      expect((await search(app, 'espresso')).join()).toContain('The coffee machine wants a code');
      expect((await search(app, 'printer')).join()).not.toContain("I can't print");
      const followed = server.bytesSent() - installed;
      console.log(`${kind}: ${installed} bytes to install, ${followed} bytes to follow three changes`);
      expect(followed).toBeLessThan(installed);

      // What was accepted is there at the next start, without any server.
      await app.quit();
      await server.close();
      const again = await start([`--kb-trust=${trust}`]);
      await again.show();
      expect((await search(again, 'espresso')).join()).toContain('The coffee machine wants a code');
    } finally {
      await server.close();
    }
  });
}
