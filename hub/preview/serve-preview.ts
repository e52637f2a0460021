import { statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { changedEvent, previewPaths } from '../../shared/preview/preview-state.ts';
import { answer, previewPolicy } from './answer.ts';
import type { PageFiles } from './page-files.ts';
import { readPreviewKb, type PreviewKb } from './preview-kb.ts';
import { watchFolder } from './watch-folder.ts';

export interface Preview {
  url: string;
  close(): Promise<void>;
}

export interface PreviewRefusal {
  kind: 'no-such-folder' | 'port-in-use' | 'could-not-listen';
  /** What is in the way, and what to do. */
  detail: string;
}

interface PreviewDeps {
  folder: string;
  /** 0 for any that is free. */
  port: number;
  files: PageFiles;
  nowMs(): number;
  /** After the first reading, and after each one that a save led to. */
  onRead(kb: PreviewKb): void;
  /** When a reading failed; the page stays as it was, and the next save is read again. */
  onTrouble(detail: string): void;
}

const loopback = '127.0.0.1';
/** Short enough that nothing on the way takes the line for dead. */
const heartbeatMs = 20_000;

/** Serves the knowledge base to a browser on this machine, and follows every save. */
export async function servePreview(deps: PreviewDeps): Promise<Result<Preview, PreviewRefusal>> {
  const found = statSync(deps.folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) {
    const what = found ? `${deps.folder} is a file` : `there is no folder ${deps.folder}`;
    return refuse({
      kind: 'no-such-folder',
      detail: `${what}. Name a folder: the one that holds organisation.yaml`,
    });
  }
  let kb = await readPreviewKb(deps.folder, undefined, deps.nowMs());
  deps.onRead(kb);
  const listeners = new Set<ServerResponse>();

  // One reading at a time; a save during one leads to another.
  let reading = Promise.resolve();
  const reread = (): void => {
    reading = reading
      .then(async () => {
        kb = await readPreviewKb(deps.folder, kb, deps.nowMs());
        deps.onRead(kb);
        for (const listener of listeners)
          listener.write(`event: ${changedEvent}\ndata: ${kb.state.revision}\n\n`);
      })
      .catch((thrown: unknown) => deps.onTrouble(toError(thrown).message));
  };

  const server = createServer((request, response) => {
    if (!isOwn(request, port())) return send(response, refusedHost);
    const { url = '/' } = request;
    if (!URL.canParse(url, 'http://preview'))
      return send(response, { ...refusedHost, status: 400, body: 'Not a path\n' });
    const path = new URL(url, 'http://preview').pathname;
    if (request.method !== 'GET') return send(response, { ...refusedHost, status: 405, body: 'GET only\n' });
    if (path !== previewPaths.changes) return send(response, answer(path, kb, deps.files));
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' }).write(': here\n\n');
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
  });
  const port = (): number => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : deps.port;
  };

  const listening = await listen(server, deps.port);
  if (!listening.ok) return listening;
  const heartbeat = setInterval(() => {
    for (const listener of listeners) listener.write(': here\n\n');
  }, heartbeatMs);
  const watch = watchFolder(deps.folder, reread);
  return ok({
    url: `http://${loopback}:${port()}/`,
    async close() {
      watch.close();
      clearInterval(heartbeat);
      await new Promise<void>((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      });
      await reading;
    },
  });
}

const headers = {
  'content-security-policy': previewPolicy,
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const refusedHost = {
  status: 403,
  type: 'text/plain; charset=utf-8',
  body: 'Open the preview by its own address\n',
};

/** A foreign page whose name was made to lead to this machine still sends its own name along. */
const isOwn = ({ headers: { host } }: IncomingMessage, port: number): boolean =>
  host === `${loopback}:${port}` || host === `localhost:${port}`;

function send(response: ServerResponse, { status, type, body }: ReturnType<typeof answer>): void {
  response.writeHead(status, { ...headers, 'content-type': type }).end(body);
}

function listen(
  server: ReturnType<typeof createServer>,
  port: number,
): Promise<Result<void, PreviewRefusal>> {
  return new Promise((settle) => {
    server.once('error', (thrown) => {
      const { message, code } = toError(thrown) as NodeJS.ErrnoException;
      settle(
        refuse(
          code === 'EADDRINUSE'
            ? {
                kind: 'port-in-use',
                detail: `port ${port} is in use; name another, or none for any that is free`,
              }
            : { kind: 'could-not-listen', detail: `port ${port} can't be opened: ${message}; name another` },
        ),
      );
    });
    server.listen(port, loopback, () => settle(ok(undefined)));
  });
}
