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
import { missing, testsOfEvery } from './system-cases.ts';
import {
  aDraft,
  control,
  depsOf,
  inWords,
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
  const timesSaid = async (number: string, words: string) =>
    (await agentPage(number)).split(words).length - 1;
  const setTo = (number: string, Status: string) => asAgent('PUT', `ticket/${number}`, { Status });

  beforeAll(async () => {
    server = await startTickets('rt5');
    tickets = adapter();
  }, 900_000);
  afterAll(async () => {
    await tellTickets('rt5', ['stop']);
  });

  testsOfEvery({
    one: 'ticket',
    url: () => server.URL!,
    adapter,
    madeAt: '/ticket',
    ampersand: '&#38;',
    alsoShown: ['From: Anna Berg, anna@example.org, anna'],
    agent: {
      page: agentPage,
      async countOf(key) {
        const query = encodeURIComponent(`'CF.{Zeroline key}' = '${key}'`);
        return z.object({ count: z.number() }).parse(await asAgent('GET', `tickets?query=${query}`)).count;
      },
      answer: (number) =>
        asAgent('POST', `ticket/${number}/correspond`, { Content: 'Try again', ContentType: 'text/plain' }),
      takeUp: (number) => setTo(number, 'open'),
      solve: (number) => setTo(number, 'resolved'),
      timesSaid,
    },
  });

  test('a ticket is that of the person, whom RT knows by their mail address', async () => {
    const { ticket } = value(await tickets.create(aDraft({ attachments: [] }), control));
    expect(await asAgent('GET', `ticket/${ticket.number}`)).toMatchObject({ Requestor: [{ id: 'anna' }] });
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
    await setTo(other.number, 'resolved');
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
    await setTo(other.number, 'open');
    value(await tickets.reopen(ticket, reopening, control));
    expect(await status()).toBe('answered');
    expect(await timesSaid(other.number, reopening.comment)).toBe(1);

    const { ticket: third } = value(await tickets.create(aDraft({ attachments: [], lines: [] }), control));
    await merge(other.number, third.number);
    await setTo(third.number, 'rejected');
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
    expect(refusals.map(inWords)).toEqual([
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
