import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startServer, tellServer, whyLeftOut } from '../servers/start-server.ts';
import { createKb, type Kb } from './real-servers.ts';

// Real servers on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const leftOut = whyLeftOut('mediawiki');

describe.skipIf(leftOut !== undefined)(`MediaWiki${leftOut ? `: left out, ${leftOut}` : ''}`, () => {
  let kb: Kb;
  let server: Record<string, string>;
  const wiki = (...words: string[]) =>
    kb.importFrom('mediawiki', server.URL!, '--skip', 'Main Page', ...words);

  beforeAll(async () => {
    const {
      ZEROLINE_MEDIAWIKI_USER = '',
      ZEROLINE_MEDIAWIKI_PASSWORD = '',
      ...rest
    } = await startServer('mediawiki');
    server = rest;
    kb = createKb({ ZEROLINE_MEDIAWIKI_USER, ZEROLINE_MEDIAWIKI_PASSWORD });
    await tellServer(
      'mediawiki',
      ['edit', 'WLAN-Passwort ändern'],
      '# Netzwerk vergessen.\n# Neu verbinden.\n',
    );
  }, 900_000);
  afterAll(async () => {
    kb.remove();
    await tellServer('mediawiki', ['stop']);
  });

  test('pages become guides that check accepts, with their links and losses', async () => {
    const report = await wiki();
    expect(report.outcomes).toEqual({ added: 3 });
    expect((await kb.zeroline('check', kb.folder)).exit).toBe(0);
    const vpn = kb.guide('reconnect-the-vpn');
    expect(vpn).toContain('summary: The tunnel closes when a laptop sleeps.');
    expect(vpn).toContain('## Close the **VPN client** {#close-the-vpn-client}');
    expect(vpn).toContain('[Restart the network service](guide:restart-the-network-service)');
    expect(vpn).toContain('- Network');
    const restart = report.articles.find(({ guide }) => guide === 'restart-the-network-service');
    expect(restart?.lost).toContainEqual({ kind: 'table', detail: 'System, Command' });
    expect(kb.guide('restart-the-network-service')).toContain('System: Debian, Command: nmcli');
  });

  test('only what changed is fetched; a category narrows; what is gone is told', async () => {
    expect((await wiki()).outcomes).toEqual({ unchanged: 3 });
    await tellServer(
      'mediawiki',
      ['edit', 'WLAN-Passwort ändern'],
      `# Vergessen ${Date.now()}.\n# Verbinden.\n`,
    );
    expect((await wiki()).outcomes).toEqual({ unchanged: 2, updated: 1 });
    await tellServer('mediawiki', ['remove', 'WLAN-Passwort ändern']);
    expect((await wiki('--prune')).outcomes).toEqual({ unchanged: 2, pruned: 1 });
    const narrowed = await wiki('--category', 'Network', '--dry-run');
    expect(narrowed.articles.map(({ title }) => title)).toEqual(['Reconnect the VPN']);
  });

  test('a closed wiki wants a sign-in', async () => {
    for (const env of [
      {},
      { ZEROLINE_MEDIAWIKI_USER: 'Publisher@test', ZEROLINE_MEDIAWIKI_PASSWORD: 'wrong' },
    ]) {
      const other = createKb(env);
      expect(await other.importFrom('mediawiki', server.URL!)).toMatchObject({
        exit: 5,
        refusal: { kind: 'not-signed-in' },
      });
      other.remove();
    }
  });
});
