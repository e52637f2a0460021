import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallKb } from '../unit/hub/kb.ts';
import { startServer, tellServer, whyLeftOut } from '../servers/start-server.ts';
import { createKb, type Kb } from './real-servers.ts';

// Real servers on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const leftOut = whyLeftOut('redmine');

const printerPage = [
  'h1. Printer shows offline',
  'h2. Look',
  '|_. Light |_. Means |\n| red | paper |',
  '!printer.png!',
  'h2. Restart',
  'Pull the plug.',
].join('\n\n');

describe.skipIf(leftOut !== undefined)(`Redmine${leftOut ? `: left out, ${leftOut}` : ''}`, () => {
  let kb: Kb;
  let server: Record<string, string>;
  const wiki = (...words: string[]) =>
    kb.importFrom('redmine', server.URL!, '--project', 'helpdesk', '--skip', 'Wiki', ...words);
  async function change(path: string, method: string, body?: unknown): Promise<unknown> {
    const isBytes = body instanceof Uint8Array;
    const answer = await fetch(`${server.URL!}/${path}`, {
      method,
      headers: {
        'X-Redmine-API-Key': server.EDITOR_KEY!,
        'Content-Type': isBytes ? 'application/octet-stream' : 'application/json',
      },
      ...(body !== undefined && { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    });
    expect(answer.status).toBeLessThan(300);
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  }
  const write = (title: string, text: string, more: object = {}) =>
    change(`projects/helpdesk/wiki/${encodeURIComponent(title)}.json`, 'PUT', {
      wiki_page: { text, ...more },
    });

  beforeAll(async () => {
    server = await startServer('redmine');
    kb = createKb({ ZEROLINE_REDMINE_KEY: server.ZEROLINE_REDMINE_KEY! });
    // What an earlier run of these tests changed; an attachment goes with its page only.
    await change('projects/helpdesk/wiki/Printer_shows_offline.json', 'DELETE');
    await write('Printer_shows_offline', printerPage);
    await write('WLAN-Passwort_ändern', '# Netzwerk vergessen.\n# Neu verbinden.\n');
  }, 900_000);
  afterAll(async () => {
    kb.remove();
    await tellServer('redmine', ['stop']);
  });

  test('Textile pages become guides that check accepts', async () => {
    const report = await wiki();
    expect(report.outcomes).toEqual({ added: 3 });
    expect((await kb.zeroline('check', kb.folder)).exit).toBe(0);
    const vpn = kb.guide('reconnect-the-vpn');
    expect(vpn).toContain('## Close the **VPN client** {#close-the-vpn-client}');
    expect(vpn).toContain('[printing](guide:printer-shows-offline)');
    expect(vpn).toContain('- remote');
    const lost = Object.fromEntries(report.articles.map(({ guide, lost: all }) => [guide, all]));
    expect(lost['reconnect-the-vpn']).toContainEqual({ kind: 'macro', detail: '{{toc}}' });
    expect(lost['printer-shows-offline']).toContainEqual({ kind: 'picture-missing', detail: 'printer.png' });
    expect(kb.guide('printer-shows-offline')).toContain('- Light: red, Means: paper');
  });

  test('an attached picture comes along with the text that shows it', async () => {
    const bytes = readFileSync(join(smallKb, 'images', 'printer-display.svg'));
    const { upload } = (await change('uploads.json?filename=printer.png', 'POST', new Uint8Array(bytes))) as {
      upload: { token: string };
    };
    const text = `h1. Printer shows offline\n\n!printer.png(The display)!\n\nPull the plug ${Date.now()}.\n`;
    await write('Printer_shows_offline', text, {
      uploads: [{ token: upload.token, filename: 'printer.png', content_type: 'image/svg+xml' }],
    });
    expect((await wiki()).outcomes).toEqual({ unchanged: 2, updated: 1 });
    expect(kb.guide('printer-shows-offline')).toMatch(
      /!\[The display\]\(printer-shows-offline-[0-9a-f]{8}\.svg\)/,
    );
    expect((await kb.zeroline('check', kb.folder)).exit).toBe(0);
  });

  test('what is gone is told; a wrong key and project are refused', async () => {
    await change(`projects/helpdesk/wiki/${encodeURIComponent('WLAN-Passwort_ändern')}.json`, 'DELETE');
    expect((await wiki()).outcomes).toEqual({ unchanged: 2, gone: 1 });
    expect((await kb.importFrom('redmine', server.URL!, '--project', 'nothing')).refusal?.kind).toBe(
      'not-found',
    );
    const other = createKb({ ZEROLINE_REDMINE_KEY: 'wrong' });
    const refused = await other.importFrom('redmine', server.URL!, '--project', 'helpdesk');
    expect(refused).toMatchObject({ exit: 5, refusal: { kind: 'not-signed-in' } });
    other.remove();
  });
});
