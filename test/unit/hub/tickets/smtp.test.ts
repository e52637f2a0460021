import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { smtpConfigSchema, smtpTickets } from '../../../../hub/tickets/smtp.ts';
import { aTicketDraft } from './ticket-builders.ts';

const control = { signal: new AbortController().signal };
const deps = { secret: () => 'geheim', nowMs: () => 0 };

interface Mail {
  from: string;
  to: string[];
  text: string;
}

/** A mail server that keeps what it gets, or refuses with a code. */
async function startMail(options: SMTPServerOptions = {}) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      void text(stream).then((body) => {
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          text: body,
        });
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return { mails, port: (listening.address() as AddressInfo).port, stop: () => server.close() };
}

const failing =
  (responseCode: number): NonNullable<SMTPServerOptions['onRcptTo']> =>
  (_address, _session, done) =>
    done(Object.assign(new Error('No'), { responseCode }));

describe('mail', () => {
  let server: Awaited<ReturnType<typeof startMail>>;
  const tickets = (over: object = {}) =>
    smtpTickets(
      smtpConfigSchema.parse({
        system: 'smtp',
        host: '127.0.0.1',
        port: server.port,
        tls: 'none',
        from: 'zeroline@example.org',
        to: 'helpdesk@example.org',
        timeoutMs: 2000,
        ...over,
      }),
      deps,
    );
  const header = (name: string, at = 0): string | undefined =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(server.mails[at]?.text.split('\r\n\r\n')[0] ?? '')?.[1]?.trim();
  afterEach(() => server.stop());

  it('carries the key, the reference, the words and the files; answers go to the person', async () => {
    server = await startMail();
    const draft = aTicketDraft();
    expect(await tickets().create(draft, control)).toEqual({
      ok: true,
      value: { ticket: { number: 'ZL-7K3QX' }, lost: [] },
    });
    expect(server.mails[0]).toMatchObject({ from: 'zeroline@example.org', to: ['helpdesk@example.org'] });
    expect(header('Message-ID')).toBe(`<${draft.key}@example.org>`);
    expect(header('X-Zeroline-Key')).toBe(draft.key);
    expect(header('Subject')).toBe('Reconnect the VPN: stopped at step 3 [ZL-7K3QX]');
    expect(header('From')).toBe('zeroline@example.org');
    expect(header('Reply-To')).toBe('Anna Berg <anna@example.org>');
    expect(server.mails[0]?.text).toContain('filename=note.txt');
  });

  it('comes from the person only where their sign-in was checked', async () => {
    server = await startMail();
    const as = tickets({ asRequester: true });
    const { requester } = aTicketDraft();
    await as.create(aTicketDraft(), control);
    await as.create(aTicketDraft({ requester: { ...requester, isVerified: false } }), control);
    expect([header('From'), header('Sender')]).toEqual([
      'Anna Berg <anna@example.org>',
      'zeroline@example.org',
    ]);
    expect([header('From', 1), header('Sender', 1)]).toEqual(['zeroline@example.org', undefined]);
  });

  it('no line of a request becomes a header', async () => {
    server = await startMail();
    const requester = { name: 'A\r\nBcc: x@example.com', email: 'anna@example.org', isVerified: true };
    await tickets().create(aTicketDraft({ title: 'T\r\nBcc: boss@example.org', requester }), control);
    expect(header('Bcc')).toBeUndefined();
    expect(server.mails[0]?.to).toEqual(['helpdesk@example.org']);
  });

  it.each([
    [450, 'later'],
    [550, 'refused'],
  ] as const)('%i from the mail server is %s', async (code, kind) => {
    server = await startMail({ onRcptTo: failing(code) });
    expect(await tickets().create(aTicketDraft(), control)).toEqual({
      ok: false,
      error: { kind, detail: `the mail server answered ${code}` },
    });
  });

  it('a wrong password, no server, no TLS where it is asked for: later, and the password is in no message', async () => {
    server = await startMail({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('Invalid')),
    });
    const refusals = [
      await tickets({ user: 'hub', password: { env: 'P' } }).create(aTicketDraft(), control),
      await tickets({ port: 9 }).create(aTicketDraft(), control),
      await tickets({ tls: 'starttls' }).create(aTicketDraft(), control),
      await tickets().create(aTicketDraft(), { signal: AbortSignal.abort() }),
    ];
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ ok: false, error: { kind: 'later' } });
      expect(JSON.stringify(refusal)).not.toContain('geheim');
    }
    expect(server.mails).toEqual([]);
  });

  it('"still not solved" is a mail of its own, under its own key', async () => {
    server = await startMail();
    const comment = 'It drops again.';
    expect(await tickets().reopen({ number: 'ZL-7K3QX' }, { key: 'r-1', comment }, control)).toEqual({
      ok: true,
      value: undefined,
    });
    expect([header('Subject'), header('Message-ID')]).toEqual(['Re: [ZL-7K3QX]', '<r-1@example.org>']);
    expect(server.mails[0]?.text).toContain(comment);
  });
});
