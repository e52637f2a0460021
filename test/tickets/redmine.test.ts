import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { redmineConfigSchema, redmineTickets } from '../../hub/tickets/redmine.ts';
import type { TicketAdapter } from '../../hub/tickets/ticket-adapter.ts';
import { startBrowser, whyNoBrowser } from './browser.ts';
import { openRedmineForm, subject } from './form-links.ts';
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
const leftOut = whyLeftOut('redmine');
const noBrowser = whyNoBrowser();

describe.skipIf(leftOut !== undefined)(`Redmine${leftOut ? `: left out, ${leftOut}` : ''}`, () => {
  let server: Record<string, string>;
  let tickets: TicketAdapter;
  const field = (name: string) => Number(server[`FIELD_${name}`]);
  function adapter(over: object = {}): TicketAdapter {
    const fields = {
      area: 'category_id',
      impact: field('IMPACT'),
      computer: field('COMPUTER'),
      requester: field('REQUESTER'),
      journey: field('JOURNEY'),
      machine: field('MACHINE'),
    };
    const values = {
      area: { network: server.CATEGORY_NETWORK },
      impact: { me: 'Only me', team: 'My team', everyone: 'Everyone' },
    };
    const config = redmineConfigSchema.parse({
      system: 'redmine',
      url: server.URL,
      key: { env: 'RELAY_KEY' },
      project: 'helpdesk',
      tracker: Number(server.TRACKER),
      keyField: field('ZEROLINE_KEY'),
      fields,
      values,
      ...over,
    });
    return redmineTickets(config, depsOf(server));
  }
  const asAgent = (method: string, path: string, body?: unknown) =>
    asUser(server.AGENT_KEY!, method, path, body);
  async function asUser(key: string, method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${server.URL!}/${path}`, {
      method,
      headers: { 'X-Redmine-API-Key': key, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect(answer.status).toBeLessThan(300);
    const text = await answer.text();
    return text.startsWith('{') ? JSON.parse(text) : text;
  }
  const agentPage = async (number: string) => String(await asAgent('GET', `issues/${number}`));
  async function setTo(number: string, status: string): Promise<void> {
    const { issue_statuses: names } = (await asAgent('GET', 'issue_statuses.json')) as {
      issue_statuses: { id: number; name: string }[];
    };
    const id = names.find(({ name }) => name === status)?.id;
    await asAgent('PUT', `issues/${number}.json`, { issue: { status_id: id } });
  }

  beforeAll(async () => {
    server = await startTickets('redmine');
    tickets = adapter();
  }, 900_000);
  afterAll(async () => {
    await tellTickets('redmine', ['stop']);
  });

  testsOfEvery({
    one: 'issue',
    url: () => server.URL!,
    adapter,
    madeAt: '/issues.json',
    ampersand: '&amp;',
    alsoShown: [],
    agent: {
      page: agentPage,
      async countOf(key) {
        const query = `cf_${field('ZEROLINE_KEY')}=${key}&status_id=*`;
        return z.object({ total_count: z.number() }).parse(await asAgent('GET', `issues.json?${query}`))
          .total_count;
      },
      answer: (number) => setTo(number, 'In Progress'),
      takeUp: (number) => setTo(number, 'In Progress'),
      solve: (number) => setTo(number, 'Closed'),
      async timesSaid(number, words) {
        const { issue } = (await asAgent('GET', `issues/${number}.json?include=journals`)) as {
          issue: { journals: { notes: string }[] };
        };
        return issue.journals.filter(({ notes }) => notes.includes(words)).length;
      },
    },
  });

  test('values that Redmine refuses are left out of their fields, told, and stand in the text', async () => {
    const fields = {
      impact: field('IMPACT'),
      area: field('AREA'),
      computer: field('COMPUTER'),
      journey: 999,
    };
    const wrong = adapter({
      fields,
      values: { impact: { team: 'The whole team' }, area: { network: 'Netz' } },
    });
    const draft = aDraft({ attachments: [] });
    const { ticket, lost } = value(await wrong.create(draft, control));
    expect(lost).toEqual([
      { field: 'impact', why: 'value-not-allowed' },
      { field: 'area', why: 'value-not-allowed' },
    ]);
    expect(value(await wrong.verify(ticket, draft, control))).toEqual(
      expect.arrayContaining([{ field: 'journey', why: 'no-such-field' }]),
    );
    const page = await agentPage(ticket.number);
    expect(
      missing(page, ['Affects: my team', 'Area: network', 'LT-4471', 'stopped at step 3: Sign in']),
    ).toEqual([]);
  });

  test('a file that is too large, or has an ending that is not allowed, is left out and told, in any language', async () => {
    // Wide enough for the other tests, should this one break off.
    await tellTickets('redmine', [
      'settings',
      'attachment_max_size=2048',
      'attachment_extensions_denied=exe',
    ]);
    const speak = (language: string) =>
      asUser(server.RELAY_KEY!, 'PUT', 'my/account.json', { user: { language } });
    onTestFinished(async () => {
      await speak('en');
      await tellTickets('redmine', ['settings', 'attachment_max_size=5120', 'attachment_extensions_denied=']);
    });
    const file = (name: string, size: number) => ({ name, type: 'text/plain', bytes: new Uint8Array(size) });
    const mb = 1024 * 1024;
    const draft = () =>
      aDraft({
        attachments: [
          file('huge.bin', 3 * mb),
          file('tool.exe', 2),
          file('huge.exe', 3 * mb),
          file('full.txt', 2 * mb),
          file("50% of it's all.txt", 2),
        ],
      });
    for (const language of ['en', 'de']) {
      await speak(language);
      const sent = draft();
      const { ticket, lost } = value(await tickets.create(sent, control));
      expect(lost).toEqual([
        { field: 'huge.bin', why: 'too-long' },
        { field: 'tool.exe', why: 'value-not-allowed' },
        { field: 'huge.exe', why: 'value-not-allowed' },
      ]);
      expect(value(await tickets.verify(ticket, sent, control))).toEqual(
        lost.map(({ field }) => ({ field, why: 'dropped-by-server' })),
      );
    }
  });

  test('a key field that is no filter, a wrong key, no answer: nothing is made; what no retry mends is refused', async () => {
    const draft = aDraft({ attachments: [] });
    const refusals = [
      await adapter({ keyField: 999 }).find(draft.key, control),
      await adapter({ key: { env: 'NOTHING' } }).create(draft, control),
      await adapter({ url: 'http://127.0.0.1:9' }).find(draft.key, control),
      await adapter({ project: 'nope' }).create(draft, control),
      await tickets.create({ ...draft, title: 'x'.repeat(300) }, control),
    ];
    expect(refusals.map(inWords)).toEqual([
      'later: the custom field 999 is not used as a filter',
      'later: the ticket system answered 401',
      'later: no answer: ECONNREFUSED',
      'refused: the ticket system answered 422: Project cannot be blank; Tracker cannot be blank; Status cannot be blank',
      'refused: the ticket system answered 422: Subject is too long (maximum is 255 characters)',
    ]);
    expect(value(await tickets.find(draft.key, control))).toBeUndefined();
  });

  test.skipIf(noBrowser !== undefined)(
    `a link goes through the sign-in to the filled form; only the person sends it${noBrowser ? `: left out, ${noBrowser}` : ''}`,
    async () => {
      const browser = await startBrowser();
      onTestFinished(browser.stop);
      const newest = () => asAgent('GET', 'issues.json?status_id=*&sort=id:desc&limit=1');
      const before = z.object({ total_count: z.number() }).parse(await newest()).total_count;
      const form = await openRedmineForm(browser, server);
      expect(await newest()).toMatchObject({ total_count: before });
      await form.send();
      await browser.page.locator('#flash_notice').waitFor();
      expect(await newest()).toMatchObject({
        total_count: before + 1,
        issues: [{ subject, category: { name: 'network' } }],
      });
    },
  );
});
