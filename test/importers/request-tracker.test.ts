import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startServer, tellServer, whyLeftOut } from '../servers/start-server.ts';
import { createKb, type Kb } from './real-servers.ts';

// Real servers on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const leftOut = whyLeftOut('rt5');
const outcomes = (report: Awaited<ReturnType<Kb['importFrom']>>) =>
  Object.fromEntries(report.articles.map(({ guide, outcome }) => [guide, outcome]));

describe.skipIf(leftOut !== undefined)(`Request Tracker 5${leftOut ? `: left out, ${leftOut}` : ''}`, () => {
  let kb: Kb;
  let server: Record<string, string>;
  const rt = (...words: string[]) => kb.importFrom('rt', server.URL!, ...words);
  async function change(id: string, method: string, body: unknown = {}) {
    const headers = { Authorization: `token ${server.EDITOR_TOKEN!}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${server.URL!}/REST/2.0/article/${id}`, {
      method,
      headers,
      ...(method === 'PUT' && { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBeLessThan(300);
  }

  beforeAll(async () => {
    server = await startServer('rt5');
    kb = createKb({ ZEROLINE_RT_TOKEN: server.ZEROLINE_RT_TOKEN! });
    // What an earlier run of these tests changed.
    await change('1', 'PUT', { Summary: 'Steps when the VPN client says "not connected"', Disabled: 0 });
    await change('4', 'PUT', { Disabled: 0 });
  }, 900_000);
  afterAll(async () => {
    kb.remove();
    await tellServer('rt5', ['stop']);
  });

  test('every article becomes a guide that check accepts, without a filter or by class', async () => {
    const report = await rt('--class', 'Knowledge Base');
    expect(outcomes(report)).toEqual({
      'reconnect-the-vpn': 'added',
      'printer-shows-offline': 'added',
      'mailbox-is-full': 'added',
      'wlan-passwort-aendern': 'added',
    });
    expect((await kb.zeroline('check', kb.folder)).exit).toBe(0);
    expect(kb.guide('reconnect-the-vpn')).toContain(
      '## Open it again and sign in {#open-it-again-and-sign-in}',
    );
    expect(kb.guide('reconnect-the-vpn')).toContain('- vpn');
    const printer = report.articles.find(({ guide }) => guide === 'printer-shows-offline');
    expect(printer?.lost).toContainEqual({ kind: 'html', detail: '<iframe>' });
    expect((await rt('--dry-run')).articles.map(({ outcome }) => outcome)).toEqual(
      Array(4).fill('not-a-guide'),
    );
  });

  test('the second time nothing is fetched; a change is, and what is gone is told and pruned', async () => {
    expect((await rt('--class', 'Knowledge Base')).outcomes).toEqual({ unchanged: 4 });
    // RT's times have whole seconds.
    await new Promise((done) => setTimeout(done, 1100));
    await change('1', 'PUT', { Summary: `When the client says so, ${Date.now()}` });
    expect((await rt('--class', 'Knowledge Base')).outcomes).toEqual({ updated: 1, unchanged: 3 });
    expect(kb.guide('reconnect-the-vpn')).toContain('summary: When the client says so');
    await change('4', 'DELETE');
    expect((await rt('--class', 'Knowledge Base')).outcomes).toEqual({ unchanged: 3, gone: 1 });
    expect((await rt('--class', 'Knowledge Base', '--prune')).outcomes).toEqual({ unchanged: 3, pruned: 1 });
    expect(() => kb.guide('wlan-passwort-aendern')).toThrow();
  });

  test('a wrong token and a class that is not there are told', async () => {
    const other = createKb({ ZEROLINE_RT_TOKEN: '1-2-wrong' });
    expect((await other.importFrom('rt', server.URL!)).refusal?.kind).toBe('not-signed-in');
    other.remove();
    expect((await rt('--class', 'No such class')).refusal?.kind).toBe('not-found');
  });
});
