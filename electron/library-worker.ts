import { parentPort, workerData } from 'node:worker_threads';
import type { LibraryThreadStart } from './adapters/library-host.ts';
import { connect, type Line, type Peer } from './adapters/worker-rpc.ts';
import { composeLibrary } from './compose-library.ts';
import type { Http, LibraryEngine } from './services/ports.ts';

/** The thread that owns the knowledge base (docs/decisions/0017); the network stays with the main process. */
function main(line: Line, start: LibraryThreadStart): void {
  const network: Http = { get: (...asked) => peer.call('get', ...asked) };
  const engine = composeLibrary(start, network);
  const peer: Peer<Http> = connect<Http, LibraryEngine>(line, engine);
}

if (parentPort) main(parentPort, workerData as LibraryThreadStart);
