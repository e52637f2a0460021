import { Worker } from 'node:worker_threads';
import type { Language } from '../../shared/language.ts';
import type { KnowledgeBase } from '../../shared/packs/knowledge-base.ts';
import type { Os } from '../../shared/os.ts';
import { ok } from '../../shared/result.ts';
import type { Http, LibraryEngine, PackSource } from '../services/ports.ts';
import { connect, type Peer } from './worker-rpc.ts';

/** What the library's thread is told when it starts. */
export interface LibraryThreadStart {
  os: Os;
  appVersion: string;
  seed: { dir: string; kind: PackSource['kind'] };
  /** Where copies of the central knowledge base lie, and whom to trust for newer ones; none without one. */
  central?: { folder: string; root: KnowledgeBase['root'] };
}

export interface LibraryHostDeps {
  /** The bundle of the thread. */
  scriptPath: string;
  start: LibraryThreadStart;
  /** The network is only here: it knows the system's proxy and certificates. */
  http: Http;
  /** Milliseconds that no change of the clock moves. */
  steadyMs(): number;
  log: { error(event: string, error: Error): void };
}

export interface LibraryHost extends LibraryEngine {
  stop(): Promise<void>;
}

interface Thread {
  worker: Worker;
  peer: Peer<LibraryEngine>;
  /** Works with the guides that came with the app only. */
  isAlone: boolean;
  /** How many are waiting for a language to be opened. */
  openings: number;
  /** Settled once the language that was open before a crash is open again. */
  ready: Promise<unknown>;
}

/** After so many openings in a row that ended the thread, something in the copies must be what ends it. */
const trustedOpenings = 2;
const crashesBeforeRest = 3;
const restMs = 60_000;

/** The engine in a thread of its own. One that crashes takes its calls along, and the next call starts another. */
export function libraryHost({ scriptPath, start, http, steadyMs, log }: LibraryHostDeps): LibraryHost {
  let thread: Thread | undefined;
  let language: Language | undefined;
  let isStopping = false;
  let crashedOpenings = 0;
  let crashesMs: number[] = [];

  function ended({ openings }: Thread, failure: Error): void {
    crashesMs = [...crashesMs, steadyMs()].slice(-crashesBeforeRest);
    if (openings > 0) crashedOpenings += 1;
    log.error('library-thread-ended', failure);
  }

  /** A thread that ends with every call would keep the machine busy with starting it. */
  function isResting(): boolean {
    const [first = 0] = crashesMs;
    const last = crashesMs.at(-1) ?? 0;
    return crashesMs.length === crashesBeforeRest && last - first < restMs && steadyMs() - last < restMs;
  }

  function startThread(): Thread {
    if (isResting()) throw new Error('the thread of the library ended too often, and rests for a minute');
    const { central, ...alone } = start;
    const isAlone = central !== undefined && crashedOpenings >= trustedOpenings;
    const worker = new Worker(scriptPath, { workerData: isAlone ? alone : start, name: 'library' });
    const peer = connect<LibraryEngine, Http>(worker, { get: (...asked) => http.get(...asked) });
    const started: Thread = { worker, peer, isAlone, openings: 0, ready: Promise.resolve() };
    let failure = new Error('the thread of the library ended');
    worker.on('error', (error) => (failure = error));
    worker.on('exit', () => {
      if (thread === started) thread = undefined;
      if (!isStopping) ended(started, failure);
      peer.cut(failure);
    });
    return started;
  }

  async function openIn(current: Thread, next: Language): ReturnType<LibraryEngine['open']> {
    current.openings += 1;
    try {
      const opened = await current.peer.call('open', next);
      crashedOpenings = 0;
      if (!opened.ok) return opened;
      language = next;
      if (!current.isAlone) return opened;
      const detail =
        'reading the copies of the central knowledge base failed; these guides came with the app';
      return ok({
        ...opened.value,
        problems: [...opened.value.problems, { kind: 'kb-unusable' as const, detail }],
      });
    } finally {
      current.openings -= 1;
    }
  }

  async function peer(): Promise<Peer<LibraryEngine>> {
    if (!thread) {
      thread = startThread();
      if (language !== undefined) thread.ready = openIn(thread, language);
    }
    const { peer: current, ready } = thread;
    await ready;
    return current;
  }

  return {
    async open(next) {
      for (;;) {
        const current = (thread ??= startThread());
        try {
          return await openIn(current, next);
        } catch (thrown) {
          // One that lives has said why, and would say it again.
          if (thread === current || isStopping) throw thrown;
        }
      }
    },
    guides: async (ids) => (await peer()).call('guides', ids),
    search: async (...asked) => (await peer()).call('search', ...asked),
    sync: async (ask, onProgress) => (await peer()).call('sync', ask, onProgress),
    async stop() {
      isStopping = true;
      await thread?.worker.terminate();
    },
  };
}
