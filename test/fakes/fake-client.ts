import { uuidV7 } from '../../shared/delivery/uuid-v7.ts';
import type { Input, Output, Refusal } from '../../shared/ipc/contract.ts';
import type { CallChannel } from '../../shared/ipc/channels.ts';
import type { GuideRef, Snapshot } from '../../shared/ipc/views.ts';
import { emptyProgress } from '../../shared/guides/guide-path.ts';
import type { Progress } from '../../shared/guides/progress.ts';
import { transition, type RequestEvent } from '../../shared/requests/outcome.ts';
import type { Request } from '../../shared/requests/request.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Bridge } from '../../renderer/zeroline-client.ts';
import { fakeGuides, fakeRefs, fakeSearch, refOf } from './fake-guides.ts';
import { fakeRequest, fakeSnapshot } from './fake-snapshot.ts';

type Answers = { [C in CallChannel]: (input: Input<C>) => Result<Output<C>, Refusal> };

export interface FakeMain {
  bridge: Bridge;
  /** Every call so far, oldest first. */
  calls: { channel: string; payload: unknown }[];
  push(channel: string, payload: unknown): void;
  /** Changes main's state and tells the panel. */
  change(change: Partial<Snapshot>): void;
}

/** Main in memory: the whole contract, nothing behind it. */
export function fakeMain(
  initial: Partial<Snapshot> = {},
  refusals: Partial<Record<CallChannel, Refusal>> = {},
): FakeMain {
  let snapshot: Snapshot = { ...fakeSnapshot, ...initial };
  const calls: FakeMain['calls'] = [];
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const progress = new Map<string, Progress>();
  const put = new Map<string, Request>();

  const push: FakeMain['push'] = (channel, payload) =>
    listeners.get(channel)?.forEach((listener) => listener(payload));
  const change: FakeMain['change'] = (part) => {
    snapshot = { ...snapshot, ...part, revision: snapshot.revision + 1 };
    push('snapshot.changed', snapshot);
  };
  const done = (part: Partial<Snapshot> = {}) => {
    change(part);
    return ok({});
  };
  const kept = (id: string): Request | undefined => snapshot.requests.find((request) => request.id === id);
  function moved(id: string, event: RequestEvent): Result<Request, Refusal> {
    const request = kept(id);
    if (!request) return refuse({ kind: 'no-such-request', detail: id });
    const next = transition(request, event, snapshot.nowMs);
    if (!next.ok) return refuse({ kind: 'failed', detail: next.error.kind });
    change({ requests: snapshot.requests.map((other) => (other.id === id ? next.value : other)) });
    return ok(next.value);
  }
  const joined = (id: string, joinedAtMs: number | undefined): Snapshot['notices'] =>
    snapshot.notices.map((notice) => {
      if (notice.id !== id) return notice;
      const { joinedAtMs: _before, ...rest } = notice;
      return joinedAtMs === undefined ? rest : { ...rest, joinedAtMs };
    });
  const starredWith = (id: string, starred: boolean): GuideRef[] => {
    const others = snapshot.starred.filter((guide) => guide.id !== id);
    const guide = refOf(id);
    return starred && guide ? [guide, ...others] : others;
  };

  const answers: Answers = {
    'snapshot.get': () => ok(snapshot),
    'search.query': ({ text, sequence }) =>
      ok({ sequence, hits: fakeSearch(text), meant: [], guideCount: snapshot.guideCount }),
    'search.settled': () => ok({}),
    'area.list': ({ id }) => ok({ guides: fakeRefs.filter((guide) => guide.area === id) }),
    'guide.open': ({ id }) => {
      const guide = fakeGuides.find((candidate) => candidate.id === id);
      if (!guide) return refuse({ kind: 'no-such-guide', detail: id });
      return ok({
        guide,
        areaTitle: refOf(id)?.areaTitle ?? '',
        starred: false,
        progress: progress.get(id) ?? emptyProgress(id, snapshot.nowMs),
      });
    },
    'guide.progress': ({ progress: next }) => {
      progress.set(next.guideId, next);
      return done();
    },
    'guide.answer': ({ solved }) => {
      const alternatives = fakeRefs.slice(3, 5).map((guide) => ({ guide, reason: 'same-area' as const }));
      return ok({ alternatives: solved ? [] : alternatives });
    },
    'rating.ask': () => ok({ isAsked: true }),
    'rating.give': ({ rating }) => ok({ given: rating }),
    'rating.takeBack': () => ok({}),
    'guide.star': ({ id, starred }) => done({ starred: starredWith(id, starred) }),
    'action.open': ({ action }) => ok({ kind: action.kind === 'settings' ? 'in-words' : 'opened' }),
    'contact.open': () => ok({ kind: 'opened' }),
    'notice.dismiss': ({ id }) => done({ notices: snapshot.notices.filter((notice) => notice.id !== id) }),
    'notice.later': ({ id }) => {
      change({ notices: snapshot.notices.filter((notice) => notice.id !== id) });
      return ok({ untilMs: snapshot.nowMs + 4 * 60 * 60_000 });
    },
    'notice.restore': () => done({ notices: initial.notices ?? fakeSnapshot.notices }),
    'notice.seen': () => ok({}),
    'notice.join': ({ id }) => done({ notices: joined(id, snapshot.nowMs) }),
    'notice.leave': ({ id }) => done({ notices: joined(id, undefined) }),
    'suggestion.open': () => ok({}),
    'welcome.putAway': () => done({ welcomeBack: [] }),
    'welcome.restore': () => done({ welcomeBack: fakeSnapshot.welcomeBack }),
    'request.start': () => {
      const request = fakeRequest(crypto.randomUUID(), { updatedAtMs: snapshot.nowMs });
      change({ requests: [request, ...snapshot.requests] });
      return ok(request);
    },
    'request.get': ({ id }) => {
      const request = kept(id);
      return request ? ok(request) : refuse({ kind: 'no-such-request', detail: id });
    },
    'request.note': ({ id, comment }) => moved(id, { kind: 'note', comment }),
    'request.edit': ({ id, edit }) => moved(id, { kind: 'edit', edit }),
    'screenshot.take': () => ok({ kind: 'not-possible' }),
    'screenshot.sources': () => ok({ sources: [] }),
    'request.attach': ({ id, name, base64 }) => {
      const sizeBytes = Math.floor((base64.length * 3) / 4);
      const file = { id: crypto.randomUUID(), name, sizeBytes, sha256: '0'.repeat(64) };
      return moved(id, { kind: 'attach', file: { ...file, type: 'text/plain' } });
    },
    'request.detach': ({ id, file }) => moved(id, { kind: 'detach', file }),
    'request.attachAgain': ({ id, file }) => moved(id, { kind: 'attach', file }),
    'request.handOver': ({ id, way }) => {
      const handed = moved(id, way === 'hub' ? { kind: 'queue' } : { kind: 'hand-over', way });
      return handed.ok
        ? ok({ request: handed.value, lost: [{ field: 'Network: home Wi-Fi', why: 'too-long' }] })
        : handed;
    },
    'request.cancel': ({ id }) => moved(id, { kind: 'cancel' }),
    'request.reopen': ({ id, comment }) =>
      moved(id, { kind: 'reopen', id: uuidV7(0, new Uint8Array(10)), comment }),
    'request.openTicket': () => ok({ kind: 'opened' }),
    'request.offers': ({ text }) => ok({ guides: fakeSearch(text).slice(0, 3), outages: [], requests: [] }),
    'request.confirm': ({ id, sent, ticket }) =>
      moved(id, sent ? { kind: 'sent', ...(ticket === undefined ? {} : { ticket }) } : { kind: 'not-sent' }),
    'request.remove': ({ id }) => {
      const request = kept(id);
      if (request) put.set(id, request);
      return done({ requests: snapshot.requests.filter((other) => other.id !== id) });
    },
    'request.restore': ({ id }) => {
      const request = put.get(id);
      return done({ requests: request ? [request, ...snapshot.requests] : snapshot.requests });
    },
    'signIn.start': () => ok({ kind: 'opened' }),
    'signIn.out': () => ok({}),
    'settings.change': ({ change: chosen }) => {
      const settings = { ...snapshot.settings, ...chosen };
      const language = settings.language === 'system' ? 'en' : settings.language;
      const accelerator = settings.hotkey ?? snapshot.defaultHotkey;
      const status = accelerator === '' ? 'off' : 'registered';
      change({ settings, language, hotkey: { accelerator, status } });
      return ok(snapshot);
    },
    'privacy.get': () =>
      ok({
        requestsSent: 4,
        usage: [
          {
            day: '2026-11-22',
            app: '0.1.0',
            lang: 'en',
            counts: { searches: 6, found: 5, opened: 4, solved: 3, requests: 1 },
          },
          { day: '2026-11-21', app: '0.1.0', lang: 'en', counts: { searches: 2, found: 2 } },
        ],
      }),
    'history.clear': () => done({ recent: [], inProgress: [] }),
    'diagnostics.preview': () =>
      ok({ text: 'Zeroline diagnostics\n\nApp and system\n  Zeroline 0.1.0, Electron 25\n' }),
    'diagnostics.save': () => ok({ outcome: 'saved' }),
    'sync.check': () => {
      change({ sync: { ...snapshot.sync, checkedAtMs: snapshot.nowMs } });
      return ok({ health: snapshot.sync.health });
    },
    'panel.hide': () => ok({}),
    'panel.pin': ({ pinned }) => done({ panel: { pinned, pinnedBy: pinned ? 'person' : 'none' } }),
    'panel.busy': ({ busy }) =>
      done({ panel: { ...snapshot.panel, pinnedBy: busy === 'dialog' ? 'guide' : busy } }),
  };

  const bridge: Bridge = {
    call(channel, payload) {
      calls.push({ channel, payload });
      const name = channel as CallChannel;
      const refusal = refusals[name];
      const answer = answers[name] as (input: unknown) => unknown;
      return Promise.resolve(refusal ? refuse(refusal) : answer(payload));
    },
    on(channel, listener) {
      const all = listeners.get(channel) ?? new Set();
      listeners.set(channel, all.add(listener));
      return () => all.delete(listener);
    },
  };
  return { bridge, calls, push, change };
}
