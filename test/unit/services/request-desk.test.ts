import { describe, expect, it } from 'vitest';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { uuidV7 } from '../../../shared/delivery/uuid-v7.ts';
import type { TicketWay } from '../../../shared/packs/organisation.ts';
import type { LineId } from '../../../shared/requests/line-ids.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { createGuideLibrary } from '../../../electron/services/guide-library.ts';
import { createJourneyLog } from '../../../electron/services/journey-log.ts';
import type { OpenOutcome } from '../../../electron/services/ports.ts';
import { createRequestDesk } from '../../../electron/services/request-desk.ts';
import { createRequestOutbox } from '../../../electron/services/request-outbox.ts';
import { fakeEngine } from '../../fakes/fake-engine.ts';
import { manualClock, memoryJournal, startMs } from './fakes.ts';
import { aGuide, aPack } from './guide-builders.ts';

const link: TicketWay = {
  way: 'link',
  system: 'request-tracker',
  url: 'https://help.example.org',
  queue: 'Helpdesk',
  maxUrlChars: 2000,
};

interface Office {
  tickets?: TicketWay[];
  open?: OpenOutcome;
  hasHub?: boolean;
  linesOff?: LineId[];
}

async function desk({
  tickets = [link],
  open = ok({ kind: 'opened' }),
  hasHub = false,
  linesOff = [],
}: Office = {}) {
  const happened: string[] = [];
  const copied: string[] = [];
  const clock = manualClock();
  const records = memoryJournal();
  const journal: typeof records = {
    ...records,
    append: (record) => {
      happened.push('journal');
      return records.append(record);
    },
  };
  const pack = aPack({ guides: [aGuide({ id: 'vpn', title: 'VPN does not connect' })] });
  pack.organisation = { ...pack.organisation, tickets, linkHosts: ['help.example.org'] };
  const library = createGuideLibrary({
    engine: fakeEngine({ en: pack }, { os: 'linux' }),
    os: 'linux',
  });
  await library.load('en');
  const journey = createJourneyLog({ clock });
  let id = 0;
  const newId = (): string => `00000000-0000-4000-8000-${String((id += 1)).padStart(12, '0')}`;
  const outbox = await createRequestOutbox({ journal, clock, newId });
  const opener = {
    openAction: () => Promise.resolve(open),
    openLink: (url: string) => Promise.resolve(void happened.push(`open ${url}`)).then(() => open),
  };
  const i18n = createI18n('en');
  const requests = createRequestDesk({
    ...{ library, journey, outbox, opener },
    clipboard: {
      writeText(text) {
        copied.push(text);
        happened.push('clipboard');
      },
    },
    reports: {
      write: (reference) => Promise.resolve(void happened.push('file')).then(() => ok(`${reference}.txt`)),
    },
    facts: () => [{ id: 'computer', group: 'computer', label: 'This computer', value: 'LT-1 in /home/anna' }],
    hasHub: () => hasHub,
    linesOff: () => linesOff,
    newId: () => uuidV7(startMs, new Uint8Array(10)),
    language: () => 'en',
    t: () => i18n.t,
  });
  return { requests, outbox, journey, happened, copied, clock };
}

async function started(parts: Awaited<ReturnType<typeof desk>>) {
  const draft = await parts.requests.start({ guide: 'vpn' });
  if (!draft.ok) throw new Error(draft.error.kind);
  parts.happened.length = 0;
  return draft.value;
}

it('carries nothing that IT has switched off, also when it was written before', async () => {
  const linesOff: LineId[] = ['searched'];
  const parts = await desk({ linesOff });
  parts.journey.add({ kind: 'searched', text: 'tunnel', found: 0, atMs: startMs });
  parts.journey.add({ kind: 'opened', guide: 'vpn', atMs: startMs });
  const request = await started(parts);
  expect(request.lines.map(({ id }) => id)).toEqual(['tried:vpn', 'computer']);
  linesOff.push('computer', 'tried');
  const handed = await parts.requests.handOver(request, 'clipboard');
  expect(handed.ok).toBe(true);
  expect(parts.copied.at(-1)).toContain('VPN does not connect');
  expect(parts.copied.at(-1)).not.toMatch(/LT-1|Tried|tunnel/);
});

describe('a request', () => {
  it('says what was tried and where it stopped, redacted', async () => {
    const parts = await desk();
    parts.journey.add({ kind: 'searched', text: 'vpn ola@example.org', found: 0, atMs: startMs });
    parts.journey.add({ kind: 'opened', guide: 'vpn', atMs: startMs });
    parts.journey.add({ kind: 'reached', guide: 'vpn', number: 2, step: 'Restart it', atMs: startMs });
    const request = await started(parts);
    expect(request.title).toBe('VPN does not connect: stopped at step 2');
    const values = request.lines.map(({ value }) => value).join('\n');
    expect(values).toContain('stopped at step 2: Restart it');
    expect(values).toContain('[mail address]');
    expect(values).not.toMatch(/ola@|anna/);
  });

  it('is in the journal before anything opens, and on the clipboard', async () => {
    const parts = await desk();
    const request = await started(parts);
    const handed = await parts.requests.handOver(request, 'link');
    expect(handed).toMatchObject({
      ok: true,
      value: { request: { state: { kind: 'handed-over', way: 'link' } } },
    });
    expect(parts.happened.map((event) => event.split('?')[0])).toEqual([
      'journal',
      'clipboard',
      'open https://help.example.org/SelfService/Create.html',
    ]);
  });

  it('needs attention, and is not lost, when nothing could be opened', async () => {
    const parts = await desk({ open: refuse({ kind: 'could-not-open', detail: 'no browser' }) });
    const request = await started(parts);
    expect(await parts.requests.handOver(request, 'link')).toMatchObject({
      ok: false,
      error: { kind: 'could-not-open' },
    });
    expect(parts.outbox.get(request.id)?.state).toMatchObject({
      kind: 'needs-attention',
      reason: 'could-not-open',
    });
  });

  it('always has the clipboard and a file, without any configuration', async () => {
    const parts = await desk({ tickets: [] });
    const request = await started(parts);
    const handed = await parts.requests.handOver(request, 'clipboard');
    expect(handed).toMatchObject({ ok: true, value: { file: `${request.reference}.txt` } });
    expect(parts.happened).toEqual(['journal', 'clipboard', 'file']);
    expect(await parts.requests.handOver(request, 'mail')).toMatchObject({
      ok: false,
      error: { kind: 'not-allowed' },
    });
  });

  it('goes into the queue for the hub, and opens nothing', async () => {
    const parts = await desk({ hasHub: true });
    const request = await started(parts);
    const handed = await parts.requests.handOver(request, 'hub');
    // Ids of older versions are no keys for a hub.
    expect(handed).toMatchObject({ ok: true, value: { request: { state: { kind: 'queued' } }, lost: [] } });
    expect(parts.happened).toEqual(['journal']);
    expect(handed.ok && handed.value.request.key).toBeDefined();
  });

  it('leaves the queue for another way only when there is no hub any more, with its last words', async () => {
    const parts = await desk({ hasHub: true });
    const request = await started(parts);
    await parts.outbox.move(request.id, { kind: 'queue' });
    const queued = parts.outbox.get(request.id) ?? request;
    expect((await parts.requests.handOver(queued, 'link')).ok).toBe(false);
    expect(parts.outbox.get(request.id)?.state.kind).toBe('queued');

    const later = await desk();
    const draft = await started(later);
    const edit = later.outbox.edit(draft.id, { title: 'Last words', description: '', ticked: [] });
    const handed = later.requests.handOver(draft, 'clipboard');
    await edit;
    expect((await handed).ok).toBe(true);
    expect(later.copied.at(-1)).toContain('Last words');
    const gone = await started(later);
    await later.outbox.move(gone.id, { kind: 'queue' });
    const waiting = later.outbox.get(gone.id) ?? gone;
    expect((await later.requests.handOver(waiting, 'link')).ok).toBe(true);
  });

  it('does not wait for a hub that nobody has set up', async () => {
    const parts = await desk();
    const request = await started(parts);
    expect(await parts.requests.handOver(request, 'hub')).toMatchObject({
      ok: false,
      error: { kind: 'not-allowed' },
    });
  });

  it('leaves no pile of drafts that nobody wrote into, and every one that somebody did', async () => {
    const parts = await desk();
    const first = await started(parts);
    parts.clock.advanceMs(1_000);
    await parts.outbox.edit(first.id, { title: first.title, description: 'It asks twice', ticked: [] });
    await started(parts);
    await started(parts);
    expect(parts.outbox.list()).toHaveLength(2);
    expect(parts.outbox.get(first.id)?.description).toBe('It asks twice');
  });
});

describe('notes for a chat', () => {
  it('are there once something happened', async () => {
    const { requests, journey } = await desk();
    expect(requests.notes()).toBeUndefined();
    journey.add({ kind: 'searched', text: 'vpn', found: 2, atMs: startMs });
    expect(requests.notes()).toContain('“vpn”');
  });
});
