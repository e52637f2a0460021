import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { smtpConfigSchema, smtpTickets } from '../../hub/tickets/smtp.ts';
import type { TicketAdapter } from '../../hub/tickets/ticket-adapter.ts';
import { startServer, tellServer } from '../servers/start-server.ts';
import { startTestHub } from '../unit/hub/server/test-hub.ts';
import { sentRequest } from '../unit/hub/store/wire-builders.ts';
import { aDraft, control, depsOf, whyLeftOut } from './ticket-servers.ts';

// A mail server of somebody else, and its mailbox as another program reads it.
vi.setConfig({ testTimeout: 60_000 });
const leftOut = whyLeftOut('smtp');

const mailSchema = z.object({
  envelope: z.object({ from: z.string(), to: z.array(z.string()) }),
  headers: z.record(z.string(), z.string()),
  text: z.string(),
  files: z.array(z.object({ name: z.string(), type: z.string(), sha256: z.string() })),
});

describe.skipIf(leftOut !== undefined)(`a mail server${leftOut ? `: left out, ${leftOut}` : ''}`, () => {
  let server: Record<string, string>;
  function adapter(over: object = {}): TicketAdapter {
    const { hostname, port } = new URL(server.URL!);
    const config = {
      ...{ system: 'smtp', host: hostname, port: Number(port), tls: 'none', user: 'zeroline' },
      ...{ from: 'zeroline@example.org', to: 'helpdesk@example.org', password: { env: 'SMTP_PASSWORD' } },
    };
    return smtpTickets(smtpConfigSchema.parse({ ...config, timeoutMs: 10_000, ...over }), depsOf(server));
  }
  async function mailbox(key: string): Promise<z.infer<typeof mailSchema>[]> {
    const lines = (await tellServer('smtp', ['list'])).split('\n').filter((line) => line !== '');
    const mails = lines.map((line) => mailSchema.parse(JSON.parse(line)));
    return mails.filter(({ headers }) => headers['x-zeroline-key'] === key);
  }

  beforeAll(async () => {
    server = await startServer('smtp');
  }, 900_000);
  afterAll(async () => {
    await tellServer('smtp', ['stop']);
  });

  test('has the whole request: who, what, every line, and the files byte for byte', async () => {
    const draft = aDraft();
    expect(await adapter().create(draft, control)).toEqual({
      ok: true,
      value: { ticket: { number: draft.reference }, lost: [] },
    });
    const [mail, ...others] = await mailbox(draft.key);
    expect(others).toEqual([]);
    expect(mail?.envelope).toEqual({ from: 'zeroline@example.org', to: ['helpdesk@example.org'] });
    expect(mail?.headers).toMatchObject({
      subject: `${draft.title} [${draft.reference}]`,
      from: 'zeroline@example.org',
      'reply-to': 'Anna Berg <anna@example.org>',
      'message-id': `<${draft.key}@example.org>`,
    });
    for (const line of [draft.description, ...draft.lines.map(({ value }) => value), draft.key])
      expect(mail?.text).toContain(line);
    expect(mail?.files).toEqual(
      draft.attachments.map(({ name, type, bytes }) => ({
        ...{ name, type, sha256: createHash('sha256').update(bytes).digest('hex') },
      })),
    );
  });

  test('has it from the person, where their sign-in was checked and IT wants it so', async () => {
    const [signedIn, said] = [aDraft(), aDraft()];
    const tickets = adapter({ asRequester: true });
    await tickets.create(signedIn, control);
    await tickets.create({ ...said, requester: { ...said.requester, isVerified: false } }, control);
    expect((await mailbox(signedIn.key))[0]?.headers).toMatchObject({
      ...{ from: 'Anna Berg <anna@example.org>', sender: 'zeroline@example.org' },
    });
    expect((await mailbox(said.key))[0]?.headers).toMatchObject({
      ...{ from: 'zeroline@example.org', 'reply-to': 'Anna Berg <anna@example.org>' },
    });
  });

  test('keeps nothing from a hub with a wrong password, which goes on trying', async () => {
    const draft = aDraft();
    const tickets = smtpTickets(
      smtpConfigSchema.parse({
        ...{ system: 'smtp', host: '127.0.0.1', port: Number(new URL(server.URL!).port), tls: 'none' },
        ...{ user: 'zeroline', password: { env: 'WRONG' }, from: 'z@example.org', to: 'h@example.org' },
      }),
      depsOf({ WRONG: 'not-the-password' }),
    );
    expect(await tickets.create(draft, control)).toMatchObject({ ok: false, error: { kind: 'later' } });
    expect(await mailbox(draft.key)).toEqual([]);
  });

  test('through the hub: once for the same key, and twice only when its own answer was lost', async () => {
    const hub = await startTestHub({}, { tickets: adapter() });
    onTestFinished(() => hub.remove());
    const machine = await hub.enrol();
    const sent = sentRequest();
    expect((await Promise.all([machine.send(sent), machine.send(sent)])).map(({ status }) => status)).toEqual(
      [202, 202],
    );
    await machine.settled(sent.id, 'delivered');
    await machine.send(sent);
    await hub.restart();
    expect(await mailbox(sent.id)).toHaveLength(1);

    const unheard = sentRequest();
    await tellServer('smtp', ['drop']);
    await machine.send(unheard);
    await expect.poll(async () => (await mailbox(unheard.id)).length, { timeout: 20_000 }).toBeGreaterThan(0);
    await tellServer('smtp', ['answer']);
    await machine.settled(unheard.id, 'delivered');
    const copies = await mailbox(unheard.id);
    expect(copies.length).toBeGreaterThan(1);
    expect(new Set(copies.map(({ headers }) => headers['message-id']))).toEqual(
      new Set([`<${unheard.id}@example.org>`]),
    );
  });

  test('carries "Still not solved" to the same subject', async () => {
    const draft = aDraft();
    const made = await adapter().create(draft, control);
    if (!made.ok) throw new Error(made.error.detail);
    const again = { key: aDraft().key, comment: 'It came back – again' };
    expect(await adapter().reopen(made.value.ticket, again, control)).toMatchObject({ ok: true });
    const lines = (await tellServer('smtp', ['list'])).trim().split('\n');
    const last = mailSchema.parse(JSON.parse(lines.at(-1) ?? ''));
    expect(last.headers).toMatchObject({
      ...{ subject: `Re: [${draft.reference}]`, 'message-id': `<${again.key}@example.org>` },
    });
    expect(last.text).toContain(again.comment);
  });
});
