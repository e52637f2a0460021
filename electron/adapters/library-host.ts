import { Worker } from 'node:worker_threads';
import type { Language } from '../../shared/language.ts';
import type { KnowledgeBase } from '../../shared/packs/knowledge-base.ts';
import type { Os } from '../../shared/os.ts';
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
  log: { error(event: string, error: Error): void };
}

export interface LibraryHost extends LibraryEngine {
  stop(): Promise<void>;
}

interface Thread {
  worker: Worker;
  peer: Peer<LibraryEngine>;
  /** Settled once the language that was open before a crash is open again. */
  ready: Promise<unknown>;
}

/** The engine in a thread of its own. One that crashes takes its calls along, and the next call starts another. */
export function libraryHost({ scriptPath, start, http, log }: LibraryHostDeps): LibraryHost {
  let thread: Thread | undefined;
  let language: Language | undefined;
  let isStopping = false;

  function startThread(): Thread {
    const worker = new Worker(scriptPath, { workerData: start, name: 'library' });
    const peer = connect<LibraryEngine, Http>(worker, { get: (path, limits) => http.get(path, limits) });
    let failure = new Error('the thread of the library ended');
    worker.on('error', (error) => (failure = error));
    worker.on('exit', () => {
      if (thread?.worker === worker) thread = undefined;
      if (!isStopping) log.error('library-thread-ended', failure);
      peer.cut(failure);
    });
    const ready = language === undefined ? Promise.resolve() : peer.call('open', language);
    return { worker, peer, ready };
  }

  async function peer(): Promise<Peer<LibraryEngine>> {
    thread ??= startThread();
    const { peer: current, ready } = thread;
    await ready;
    return current;
  }

  return {
    open(next) {
      thread ??= startThread();
      language = next;
      return thread.peer.call('open', next);
    },
    guides: async (ids) => (await peer()).call('guides', ids),
    search: async (text, limit) => (await peer()).call('search', text, limit),
    sync: async (ask, onProgress) => (await peer()).call('sync', ask, onProgress),
    async stop() {
      isStopping = true;
      await thread?.worker.terminate();
    },
  };
}
