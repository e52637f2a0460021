import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HubStore, NewRequest } from '../../../../hub/store/hub-store.ts';
import { openStore } from '../../../../hub/store/open-store.ts';
import type { SentRequest, TicketLoss } from '../../../../shared/requests/wire.ts';
import { embedded, postgres, type TestPlace } from './stores.ts';
import { rated, sentRequest, usageReport, uuidv7 } from './wire-builders.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 120_000 });
const nowMs = Date.parse('2026-11-20T10:00:00Z');
const install = 'a4a9a1de-4f1d-4a40-b8d2-8f4a7a0a0a01';
const ticket = { number: '17', url: 'https://tickets.example.org/17' };

const newRequest = (request: SentRequest = sentRequest(), more: Partial<NewRequest> = {}): NewRequest => ({
  ...{ request, install, requester: { login: 'kari', isVerified: false } },
  nowMs,
  ...more,
});

describe.each([embedded, postgres])('The store on $name', ({ leftOut, newPlace, stop }) => {
  let where: TestPlace;
  let store: HubStore;
  const reopened = () => openStore(where.place, { exclusive: true });

  describe.skipIf(leftOut !== undefined)('', () => {
    beforeEach(async () => {
      where = await newPlace();
      store = await reopened();
    });
    afterEach(async () => {
      await store.close();
      await where.remove();
    });
    afterAll(stop);

    const dueJob = async (atMs = nowMs) => {
      const [due] = await store.jobs.due(atMs, 1);
      return due && store.jobs.load(due.seq);
    };

    test('a request is taken once; another text under its key is told apart, also of another install', async () => {
      const one = newRequest();
      expect(await Promise.all([store.requests.add(one), store.requests.add(one)])).toEqual([
        'added',
        'same',
      ]);
      const other = { ...one.request, title: 'Another one' };
      expect(await store.requests.add({ ...one, request: other })).toBe('other');
      expect(await store.requests.add({ ...one, install: 'somebody-else' })).toBe('other');
      expect((await store.jobs.queue()).length).toBe(1);
      expect(await store.requests.status(one.request.id, 'somebody-else')).toBeUndefined();
      expect(await store.requests.status(one.request.id, install)).toEqual({
        ...{ id: one.request.id, state: { kind: 'queued' }, lost: [], updatedAtMs: nowMs },
      });
    });

    test('what was answered is there after the store was opened again', async () => {
      const one = newRequest(sentRequest({ description: 'Æøå 👩‍💻 \u0001 "quoted"' }));
      await store.requests.add(one);
      await store.close();
      store = await reopened();
      expect(await dueJob()).toMatchObject({ id: one.request.id, sent: one.request, tries: 0 });
    });

    test('jobs of an install come one after the other, those of others beside them', async () => {
      const [first, second] = [newRequest(), newRequest()];
      const other = newRequest(sentRequest(), { install: 'other' });
      for (const one of [first, second, other]) await store.requests.add(one);
      const due = await store.jobs.due(nowMs, 10);
      expect(due.map((job) => job.install)).toEqual([install, 'other']);
      await store.jobs.postpone(due[0]!.seq, { tries: 1, nextTryMs: nowMs + 5000 });
      expect((await store.jobs.due(nowMs, 10)).map((job) => job.install)).toEqual(['other']);
      expect((await store.requests.status(first.request.id, install))?.state).toEqual({
        ...{ kind: 'queued', nextTryAtMs: nowMs + 5000 },
      });
      const job = await store.jobs.load(due[0]!.seq);
      await store.jobs.refused(job!, 'The queue is closed.', nowMs);
      expect((await dueJob())?.id).toBe(second.request.id);
      expect((await store.requests.status(first.request.id, install))?.state).toEqual({
        ...{ kind: 'needs-attention', reason: 'The queue is closed.' },
      });
    });

    test('of two hubs that looked at a job, one begins; who begins anew must have seen that', async () => {
      await store.requests.add(newRequest());
      const [one, another] = [(await dueJob())!, (await dueJob())!];
      const begun = await Promise.all([store.jobs.begin(one, nowMs), store.jobs.begin(another, nowMs + 1)]);
      expect([...begun].sort()).toEqual([false, true]);
      const seen = (await dueJob())!;
      expect(seen.begunMs).toBe(begun[0] ? nowMs : nowMs + 1);
      expect(await store.jobs.begin(seen, nowMs + 9)).toBe(true);
      await store.jobs.postpone(seen.seq, { tries: 1, nextTryMs: nowMs });
      expect((await dueJob())?.begunMs).toBeUndefined();
      await store.jobs.refused(seen, 'No.', nowMs);
      expect(await store.jobs.begin(one, nowMs)).toBe(false);
    });

    test('a ticket is known from the moment it was made, and finished once it was read back', async () => {
      const { request } = newRequest();
      await store.requests.add(newRequest(request));
      const job = (await dueJob())!;
      await store.jobs.created(job, { ticket, lost: [{ field: 'impact', why: 'no-such-field' }] }, nowMs + 1);
      expect(await dueJob()).toMatchObject({ ticket, lost: [{ field: 'impact', why: 'no-such-field' }] });
      await store.jobs.finished(job, [], nowMs + 2);
      expect(await dueJob()).toBeUndefined();
      expect(await store.requests.status(request.id, install)).toEqual({
        ...{ id: request.id, state: { kind: 'delivered', ...ticket }, lost: [], updatedAtMs: nowMs + 2 },
      });
    });

    async function delivered(lost: TicketLoss[] = []): Promise<SentRequest> {
      const one = newRequest();
      await store.requests.add(one);
      const job = (await dueJob())!;
      await store.jobs.created(job, { ticket, lost: [] }, nowMs);
      await store.jobs.finished(job, lost, nowMs);
      return one.request;
    }
    /** What is due, looked at again a while later. */
    const toFollow = async (atMs: number) =>
      (await store.requests.toFollow(atMs, 10)).map((due) => ({ ...due, nextLookMs: atMs + 60_000 }));

    test('a status is followed, and "Still not solved" is neither doubled nor overwritten', async () => {
      const { id } = await delivered();
      const checked = await toFollow(nowMs + 1);
      expect(checked).toMatchObject([{ id, number: '17', status: 'open', changedAtMs: nowMs }]);
      await store.requests.followed(checked, new Map([['17', 'solved']]), nowMs + 5);
      expect((await store.requests.status(id, install))?.state).toEqual({ kind: 'solved', ...ticket });
      expect(await toFollow(nowMs + 60_000)).toEqual([]);
      expect(await toFollow(nowMs + 60_001)).toMatchObject([
        { id, status: 'solved', changedAtMs: nowMs + 5 },
      ]);

      const reopening = { id: uuidv7(), request: id, install, comment: 'It is back.', nowMs: nowMs + 6 };
      expect(await store.requests.reopen({ ...reopening, install: 'other' })).toBe('not-found');
      expect(await store.requests.reopen(reopening)).toBe('added');
      expect(await store.requests.reopen(reopening)).toBe('same');
      expect(await store.requests.reopen({ ...reopening, comment: 'Other.' })).toBe('other');
      await store.requests.followed(checked, new Map([['17', 'solved']]), nowMs + 7);
      expect((await store.requests.status(id, install))?.state).toEqual({ kind: 'queued', ...ticket });
      const job = (await dueJob(nowMs + 7))!;
      expect(job).toMatchObject({ id: reopening.id, comment: 'It is back.', ticket });
      await store.jobs.finished(job, job.lost, nowMs + 8);
      expect((await store.requests.status(id, install))?.state.kind).toBe('delivered');
    });

    test('"Still not solved" that the ticket system refused may be said again in other words', async () => {
      const { id } = await delivered();
      const reopening = { id: uuidv7(), request: id, install, comment: 'It is back.', nowMs };
      expect(await store.requests.reopen(reopening)).toBe('added');
      await store.jobs.refused((await dueJob())!, 'No e-mail of yours.', nowMs);
      expect((await store.requests.status(id, install))?.state).toMatchObject({ kind: 'needs-attention' });
      expect(await store.requests.reopen({ ...reopening, id: uuidv7(), comment: 'Once more.' })).toBe(
        'added',
      );
      expect(await dueJob()).toMatchObject({ comment: 'Once more.', ticket });
    });

    test('a ticket whose reopening was refused is followed, and solved only after it was open', async () => {
      const { id } = await delivered();
      await store.requests.reopen({ id: uuidv7(), request: id, install, comment: 'Again.', nowMs });
      await store.jobs.refused((await dueJob())!, 'The workflow forbids it.', nowMs);
      let atMs = nowMs;
      const kind = async (status: 'open' | 'solved') => {
        atMs += 60_000;
        await store.requests.followed(await toFollow(atMs), new Map([['17', status]]), atMs);
        return (await store.requests.status(id, install))?.state.kind;
      };
      // It is looked at again at once: the person waits for a way out.
      expect((await store.requests.toFollow(nowMs, 10)).map((due) => [due.id, due.status])).toEqual([
        [id, undefined],
      ]);
      expect([await kind('solved'), await kind('open'), await kind('solved')]).toEqual([
        ...['needs-attention', 'delivered', 'solved'],
      ]);
    });

    test('what is no ticket yet cannot be reopened', async () => {
      const one = newRequest();
      await store.requests.add(one);
      const reopening = { id: uuidv7(), request: one.request.id, install, comment: '', nowMs };
      expect(await store.requests.reopen(reopening)).toBe('not-now');
    });

    test('words are forgotten when nothing happened for long, never while they wait', async () => {
      const { id } = await delivered([{ field: 'my pay slip.png', why: 'too-long' }]);
      const waiting = newRequest();
      await store.requests.add(waiting);
      await store.requests.forget(nowMs + 1);
      // Names of files are words of the person's, too.
      expect(await store.requests.status(id, install)).toMatchObject({
        state: { kind: 'delivered' },
        lost: [],
      });
      expect((await dueJob())?.sent).toEqual(waiting.request);
      const reopening = { id: uuidv7(), request: id, install, comment: 'Again.', nowMs };
      expect(await store.requests.reopen(reopening)).toBe('added');
      const job = (await dueJob())!;
      await store.jobs.finished(job, [], nowMs);
      expect(await dueJob()).toMatchObject({ comment: 'Again.', sent: undefined, ticket });
    });

    test('a token is found until it is revoked', async () => {
      for (const one of ['a', 'b', 'c']) await store.installs.add(one, `hash-${one}`, nowMs);
      expect(await store.installs.tokenHash('a')).toBe('hash-a');
      expect(await store.installs.revoke('a', nowMs)).toBe(1);
      expect(await store.installs.revoke('a', nowMs)).toBe(0);
      expect(await store.installs.tokenHash('a')).toBeUndefined();
      expect(await store.installs.revoke('all', nowMs)).toBe(2);
      expect(await store.installs.tokenHash('c')).toBeUndefined();
    });

    test('usage counts once, and a term is shown only when enough machines share it', async () => {
      const days = { from: '2026-11-01', to: '2026-11-30' };
      const term = (words: string) => [{ term: words, count: 2 }];
      for (const machine of [1, 2, 3, 4, 5]) {
        const report = usageReport({ terms: term(machine < 5 ? 'docking station' : 'sap gui') });
        const pseudonymOf = (of: string) => `${of} ${machine}`;
        expect(await store.usage.add(report, pseudonymOf, nowMs)).toBe('added');
        expect(await store.usage.add(report, pseudonymOf, nowMs)).toBe('same');
      }
      expect(await store.usage.summary(days, 5)).toMatchObject({ terms: [], termsHeldBack: 2 });
      const again = usageReport({
        terms: term('docking station'),
        ratings: [rated(6)],
      });
      await store.usage.add(again, (of) => `${of} 6`, nowMs);
      expect(await store.usage.summary(days, 5)).toMatchObject({
        counts: expect.arrayContaining([{ event: 'searches', count: 24 }]) as unknown,
        guides: [{ guide: 'printer-offline', solved: 12, notSolved: 6 }],
        ratings: [{ guide: 'printer-offline', ratings: 1, good: 0 }],
        missing: [{ guide: 'printer-offline', missing: 'step-missing', count: 1 }],
        ...{ words: [], wordsHeldBack: 1 },
        terms: [{ term: 'docking station', machines: 5, count: 10 }],
        termsHeldBack: 1,
      });
      await store.usage.forget('2026-11-21', 0);
      expect(await store.usage.summary(days, 5)).toMatchObject({ counts: [], guides: [], terms: [] });
    });

    test('a rating counts once under its id, and words are shown when enough machines rated the guide', async () => {
      const days = { from: '2026-11-01', to: '2026-11-30' };
      const add = (machine: number, rating = rated(machine)) =>
        store.usage.add(usageReport({ ratings: [rating] }), (of) => `${of} ${machine}`, nowMs);
      const shown = async () => {
        const { ratings, words, wordsHeldBack } = await store.usage.summary(days, 5);
        return { rated: ratings[0]?.ratings, words: words.length, wordsHeldBack };
      };
      const [first, ...more] = [1, 2, 3, 4].map(rated);
      await add(1, first);
      for (const [n, rating] of more.entries()) await add(n + 2, rating);
      // Repeated in another report, and one machine that rates often.
      await add(1, first);
      for (const id of [91, 92, 93]) await add(1, rated(id));
      expect(await shown()).toEqual({ rated: 7, words: 0, wordsHeldBack: 7 });
      await add(5);
      expect(await shown()).toEqual({ rated: 8, words: 8, wordsHeldBack: 0 });
      await store.usage.forget('2026-11-21', 0);
      expect(await shown()).toEqual({ rated: undefined, words: 0, wordsHeldBack: 0 });
    });

    test('usage from many machines at once adds up', async () => {
      const reports = Array.from({ length: 40 }, () => usageReport());
      await Promise.all(reports.map((report) => store.usage.add(report, (words) => words, nowMs)));
      const { guides } = await store.usage.summary({ from: '2026-11-20', to: '2026-11-20' }, 5);
      expect(guides).toEqual([{ guide: 'printer-offline', solved: 80, notSolved: 40 }]);
    });

    test('a machine joins an incident once', async () => {
      const join = { id: uuidv7(), notice: 'mail-slow', atMs: nowMs };
      await store.joins.add(join, 'one');
      await store.joins.add({ ...join, id: uuidv7(), atMs: nowMs + 9 }, 'one');
      await store.joins.add({ ...join, id: uuidv7(), atMs: nowMs + 5 }, 'two');
      expect(await store.joins.counts(0)).toEqual([
        { notice: 'mail-slow', people: 2, lastJoinAtMs: nowMs + 5 },
      ]);
      await store.joins.forget(nowMs + 5);
      expect(await store.joins.counts(0)).toMatchObject([{ people: 1 }]);
    });

    test('one hub leads', async () => {
      expect(await store.isLeader()).toBe(true);
      if ('file' in where.place) {
        await expect(reopened()).rejects.toThrow(/Another hub works with/);
        return;
      }
      const second = await reopened();
      expect(await second.isLeader()).toBe(false);
      await store.close();
      expect(await second.isLeader()).toBe(true);
      await second.close();
      store = await reopened();
    });
  });
});
