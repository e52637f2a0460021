import { expect, test } from 'vitest';
import type { TicketAdapter } from '../../hub/tickets/ticket-adapter.ts';
import { aDraft, control, startSwallower, value } from './ticket-servers.ts';

/** A real system with fields and statuses, as the hub and as an agent have it. Its address is known once it runs. */
export interface LiveSystem {
  /** What it calls one: `ticket`. */
  one: string;
  url(): string;
  adapter(over?: object): TicketAdapter;
  /** The end of the address where one is made. */
  madeAt: string;
  /** `&` as its pages have it. */
  ampersand: string;
  /** What an agent reads there besides. */
  alsoShown: readonly string[];
  agent: {
    page(number: string): Promise<string>;
    countOf(key: string): Promise<unknown>;
    /** The first answer to the person; taken up once more, after they asked again; done. */
    answer(number: string): Promise<unknown>;
    takeUp(number: string): Promise<unknown>;
    solve(number: string): Promise<unknown>;
    /** How often these words were said in it. */
    timesSaid(number: string, words: string): Promise<number>;
  };
}

export const missing = (page: string, texts: readonly string[]): string[] =>
  texts.filter((text) => !page.includes(text));

/** What every such system has to hold; called where its own tests are. */
export function testsOfEvery({ one, agent, ...system }: LiveSystem): void {
  test(`a request with everything becomes one ${one}, which an agent can read`, async () => {
    const tickets = system.adapter();
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
    const texts = [
      'Reconnect the VPN: stopped at step 3 [ZL-7K3QX]',
      `The tunnel closes &lt;every&gt; 5 minutes ${system.ampersand} Büro 3 can’t work.`,
      '– ő 🖨',
      'Tried: Reconnect the VPN: stopped at step 3: Sign in again',
      'This computer: LT-4471 · Debian 12',
      'Affects: my team',
      'My team',
      ...system.alsoShown,
      'screenshot.png',
      'Büro-log.txt',
      draft.key,
    ];
    expect(missing(await agent.page(ticket.number), texts)).toEqual([]);
  });

  test(`the same key twice is one ${one}, also when the answer to the first was lost`, async () => {
    const proxy = await startSwallower(system.url());
    const behind = system.adapter({ url: proxy.url, timeoutMs: 20_000 });
    const draft = aDraft();
    proxy.swallow((method, path) => method === 'POST' && path.endsWith(system.madeAt));
    expect(await behind.create(draft, control)).toMatchObject({ ok: false, error: { kind: 'later' } });
    const found = value(await behind.find(draft.key, control));
    expect(found?.number).toMatch(/^\d+$/);
    expect(value(await behind.verify(found!, draft, control))).toEqual([]);
    expect(await agent.countOf(draft.key)).toBe(1);
    await proxy.stop();
  });

  test('a status is followed to answered and solved; "still not solved" opens it again, once', async () => {
    const tickets = system.adapter();
    const draft = aDraft({ attachments: [] });
    const { ticket } = value(await tickets.create(draft, control));
    const status = async () => value(await tickets.statuses([ticket.number, '999999', 'x'], control));
    expect(await status()).toEqual(new Map([[ticket.number, 'open']]));
    await agent.answer(ticket.number);
    expect((await status()).get(ticket.number)).toBe('answered');
    await agent.solve(ticket.number);
    expect((await status()).get(ticket.number)).toBe('solved');

    const reopening = { key: `${draft.key.slice(0, -1)}9`, comment: 'It drops again – ő.' };
    value(await tickets.reopen(ticket, reopening, control));
    expect((await status()).get(ticket.number)).toBe('open');
    await agent.takeUp(ticket.number);
    value(await tickets.reopen(ticket, reopening, control));
    expect((await status()).get(ticket.number)).toBe('answered');
    expect(await agent.timesSaid(ticket.number, reopening.comment)).toBe(1);
  });
}
