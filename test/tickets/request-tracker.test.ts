import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { rtConfigSchema, rtTickets } from '../../hub/tickets/rt.ts';
import { smtpConfigSchema, smtpTickets } from '../../hub/tickets/smtp.ts';
import type { TicketAdapter } from '../../hub/tickets/ticket-adapter.ts';
import { startBrowser, whyNoBrowser } from './browser.ts';
import { openRtForm, sent } from './form-links.ts';
import {
  aDraft,
  control,
  depsOf,
  startSwallower,
  startTickets,
  tellTickets,
  value,
  whyLeftOut,
} from './ticket-servers.ts';

// A real server on a busy machine.
vi.setConfig({ testTimeout: 120_000 });
const leftOut = whyLeftOut('rt5');
const noBrowser = whyNoBrowser();

describe.skipIf(leftOut !== undefined)(`Request Tracker 5${leftOut ? `: left out, ${leftOut}` : ''}`, () => {
  let server: Record<string, string>;
  let tickets: TicketAdapter;
  const adapter = (over: object = {}): TicketAdapter =>
    rtTickets(
      rtConfigSchema.parse({
        system: 'request-tracker',
        url: server.URL,
        token: { env: 'RELAY_TOKEN' },
        queue: 'Helpdesk',
        fields: {
          area: 'Area',
          impact: 'Impact',
          computer: 'Computer',
          journey: 'Journey',
          machine: 'Machine',
        },
        values: { impact: { me: 'Only me', team: 'My team', everyone: 'Everyone' } },
        ...over,
      }),
      depsOf(server),
    );
  async function asAgent(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${server.URL!}/REST/2.0/${path}`, {
      method,
      headers: { Authorization: `token ${server.AGENT_TOKEN!}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBeLessThan(300);
    return answer.json();
  }
  /** The page that an agent sees in the browser. */
  async function agentPage(number: string): Promise<string> {
    const login = await fetch(`${server.URL!}/NoAuth/Login.html`, {
      method: 'POST',
      body: new URLSearchParams({ user: 'agent', pass: 'test-agent-pw' }),
      redirect: 'manual',
    });
    const Cookie = login.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
    // The page itself, and the history that it loads into itself.
    const pages = ['Ticket/Display.html', 'Helpers/TicketHistory'].map(async (path) => {
      const page = await fetch(`${server.URL!}/${path}?id=${number}`, { headers: { Cookie } });
      expect(page.status).toBe(200);
      return page.text();
    });
    return (await Promise.all(pages)).join('');
  }
  const missing = (page: string, texts: string[]) => texts.filter((text) => !page.includes(text));

  beforeAll(async () => {
    server = await startTickets('rt5');
    tickets = adapter();
  }, 900_000);
  afterAll(async () => {
    await tellTickets('rt5', ['stop']);
  });

  test('a request with everything becomes one ticket, which an agent can read', async () => {
    const draft = aDraft();
    expect(value(await tickets.find(draft.key, control))).toBeUndefined();
    const { ticket, lost } = value(await tickets.create(draft, control));
    expect(lost).toEqual([]);
    expect(value(await tickets.verify(ticket, draft, control))).toEqual([]);
    const other = { ...draft, description: 'Words that never arrived.' };
    expect(value(await tickets.verify(ticket, other, control))).toEqual([
      { field: 'description', why: 'dropped-by-server' },
    ]);
    expect(value(await tickets.find(draft.key, control))).toEqual(ticket);

    expect(await asAgent('GET', `ticket/${ticket.number}`)).toMatchObject({ Requestor: [{ id: 'anna' }] });
    const page = await agentPage(ticket.number);
    const texts = [
      'Reconnect the VPN: stopped at step 3 [ZL-7K3QX]',
      'The tunnel closes &lt;every&gt; 5 minutes &#38; Büro 3 can’t work.',
      '– ő 🖨',
      'Tried: Reconnect the VPN: stopped at step 3: Sign in again',
      'This computer: LT-4471 · Debian 12',
      'Affects: my team',
      'My team',
      'From: Anna Berg, anna@example.org, anna',
      'screenshot.png',
      'Büro-log.txt',
      draft.key,
    ];
    expect(missing(page, texts)).toEqual([]);
  });

  test('the same key twice is one ticket, also when the answer to the first was lost', async () => {
    const proxy = await startSwallower(server.URL!);
    const behind = adapter({ url: proxy.url, timeoutMs: 20_000 });
    const draft = aDraft();
    proxy.swallow((method, path) => method === 'POST' && path.endsWith('/ticket'));
    expect(await behind.create(draft, control)).toMatchObject({ ok: false, error: { kind: 'later' } });
    const found = value(await behind.find(draft.key, control));
    expect(found?.number).toMatch(/^\d+$/);
    expect(value(await behind.verify(found!, draft, control))).toEqual([]);
    const query = encodeURIComponent(`'CF.{Zeroline key}' = '${draft.key}'`);
    expect(await asAgent('GET', `tickets?query=${query}`)).toMatchObject({ count: 1 });
    await proxy.stop();
  });

  test('what RT drops without a word is told, and stands in the text all the same', async () => {
    const fields = { area: 'Area', impact: 'Impact', computer: 'No such field' };
    const wrong = adapter({ fields, values: { impact: { team: 'The whole team' } } });
    const draft = aDraft({ attachments: [] });
    const { ticket } = value(await wrong.create(draft, control));
    expect(value(await wrong.verify(ticket, draft, control))).toEqual([
      { field: 'impact', why: 'dropped-by-server' },
      { field: 'computer', why: 'no-such-field' },
    ]);
    const page = await agentPage(ticket.number);
    expect(missing(page, ['Affects: my team', 'This computer: LT-4471'])).toEqual([]);
  });

  test('a status is followed to answered and solved; "still not solved" opens it again, once', async () => {
    const draft = aDraft({ attachments: [] });
    const { ticket } = value(await tickets.create(draft, control));
    const status = async () => value(await tickets.statuses([ticket.number, '999999', 'x'], control));
    expect(await status()).toEqual(new Map([[ticket.number, 'open']]));
    await asAgent('POST', `ticket/${ticket.number}/correspond`, {
      Content: 'Try again',
      ContentType: 'text/plain',
    });
    expect((await status()).get(ticket.number)).toBe('answered');
    await asAgent('PUT', `ticket/${ticket.number}`, { Status: 'resolved' });
    expect((await status()).get(ticket.number)).toBe('solved');

    const reopening = { key: `${draft.key.slice(0, -1)}9`, comment: 'It drops again – ő.' };
    value(await tickets.reopen(ticket, reopening, control));
    expect((await status()).get(ticket.number)).toBe('open');
    await asAgent('PUT', `ticket/${ticket.number}`, { Status: 'open' });
    value(await tickets.reopen(ticket, reopening, control));
    expect((await status()).get(ticket.number)).toBe('answered');
    const page = await agentPage(ticket.number);
    expect(page.split('It drops again – ő.')).toHaveLength(2);
  });

  test('a ticket that an agent merges into another is followed there, and "still not solved" goes there', async () => {
    const draft = aDraft({ attachments: [] });
    const { ticket } = value(await tickets.create(draft, control));
    const { ticket: other } = value(await tickets.create(aDraft({ attachments: [], lines: [] }), control));
    const status = async () => value(await tickets.statuses([ticket.number], control)).get(ticket.number);
    const merge = (from: string, into: string) =>
      asAgent('PUT', `ticket/${from}`, { MergeInto: Number(into) });
    expect(await merge(ticket.number, other.number)).toEqual(['Merge Successful']);
    // A hub that never heard of the ticket makes no second one, and misses none of its words.
    expect(value(await tickets.find(draft.key, control))).toEqual(ticket);
    expect(value(await tickets.verify(ticket, draft, control))).toEqual([]);
    expect(await status()).toBe('open');
    await asAgent('PUT', `ticket/${other.number}`, { Status: 'resolved' });
    expect(await status()).toBe('solved');
    expect(value(await tickets.statuses([other.number, ticket.number], control))).toEqual(
      new Map([
        [other.number, 'solved'],
        [ticket.number, 'solved'],
      ]),
    );

    const reopening = { key: `${draft.key.slice(0, -1)}9`, comment: 'It drops again – ő.' };
    value(await tickets.reopen(ticket, reopening, control));
    expect(await status()).toBe('open');
    await asAgent('PUT', `ticket/${other.number}`, { Status: 'open' });
    value(await tickets.reopen(ticket, reopening, control));
    expect(await status()).toBe('answered');
    expect((await agentPage(other.number)).split('It drops again – ő.')).toHaveLength(2);

    const { ticket: third } = value(await tickets.create(aDraft({ attachments: [], lines: [] }), control));
    await merge(other.number, third.number);
    await asAgent('PUT', `ticket/${third.number}`, { Status: 'rejected' });
    expect(await status()).toBe('solved');
  });

  test('more statuses are followed than fit into one question', async () => {
    const { ticket } = value(await tickets.create(aDraft({ attachments: [], lines: [] }), control));
    const numbers = [...Array.from({ length: 100 }, (_, n) => String(900_000 + n)), ticket.number];
    expect(value(await tickets.statuses(numbers, control))).toEqual(new Map([[ticket.number, 'open']]));
  });

  test('without the field for the key, without rights, or with a wrong token nothing is made: later', async () => {
    const draft = aDraft({ attachments: [] });
    const refusals = [
      await adapter({ keyField: 'Nope' }).find(draft.key, control),
      await adapter({ queue: 'General' }).create(draft, control),
      await adapter({ token: { env: 'NOTHING' } }).find(draft.key, control),
      await adapter({ url: 'http://127.0.0.1:9' }).find(draft.key, control),
      await tickets.find(draft.key, { signal: AbortSignal.abort() }),
    ];
    expect(
      refusals.map((result) => (result.ok ? 'ok' : `${result.error.kind}: ${result.error.detail}`)),
    ).toEqual([
      'later: the queue Helpdesk has no custom field "Nope" that we may see',
      "later: the ticket system answered 403: No permission to create tickets in the queue 'General'",
      'later: the ticket system answered 401: Unauthorized',
      'later: no answer: ECONNREFUSED',
      'later: no answer: given up',
    ]);
    expect(value(await tickets.find(draft.key, control))).toBeUndefined();
  });

  test('a mail becomes a ticket with its files, under the name of the person', async () => {
    // The mail server of the organisation, with RT's own gateway behind it.
    const mail = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        void buffer(stream)
          .then((bytes) => tellTickets('rt5', ['mail'], bytes.toString('latin1')))
          .then(() => done(), done);
      },
    });
    const listening = mail.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    const from = 'helpdesk@example.org';
    const config = {
      system: 'smtp',
      host: '127.0.0.1',
      port,
      tls: 'none',
      from,
      to: from,
      asRequester: true,
    };
    const draft = aDraft({ title: `Büro ő ${Date.now()}` });
    value(await smtpTickets(smtpConfigSchema.parse(config), depsOf({})).create(draft, control));
    mail.close();

    const query = encodeURIComponent(`Subject = '${draft.title} [${draft.reference}]'`);
    const found = await asAgent('GET', `tickets?query=${query}&fields=Requestor`);
    expect(found).toMatchObject({ items: [{ Requestor: [{ id: 'anna' }] }] });
    const [ticket] = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(found).items;
    const page = await agentPage(ticket?.id ?? '');
    const texts = ['– ő 🖨', 'Affects: my team', 'screenshot.png', 'Büro-log.txt', draft.key];
    expect(missing(page, texts)).toEqual([]);
  });

  test.skipIf(noBrowser !== undefined)(
    `a link goes through the sign-in to the filled form; only the person sends it${noBrowser ? `: left out, ${noBrowser}` : ''}`,
    async () => {
      const browser = await startBrowser();
      onTestFinished(browser.stop);
      const all = () =>
        asAgent('GET', `tickets?query=${encodeURIComponent("Queue = 'Helpdesk'")}&per_page=1`);
      const before = z.object({ total: z.number() }).parse(await all()).total;
      const form = await openRtForm(browser, server);
      expect(await all()).toMatchObject({ total: before });
      await form.send();
      // Read after the rich text editor had it: what looks like HTML is there, and every line is a line.
      const text = browser.page.locator('.message-stanza').first();
      await text.waitFor();
      expect(await text.innerText()).toBe(sent.description);
      expect(await all()).toMatchObject({ total: before + 1 });
    },
  );
});
