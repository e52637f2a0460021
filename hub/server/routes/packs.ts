import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { metadataFolder, targetsFolder, timestampPath } from '../../../shared/packs/repository-layout.ts';
import type { Routes } from '../hub-context.ts';
import { refuseWith } from '../refusal.ts';

const folders = [metadataFolder, targetsFolder, 'blobs', 'deltas', 'news'];
/** Names that `zeroline publish` writes: no dot in front, nothing that leads out of the folder. */
const segment = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}$/;
const segmentsMax = 4;
const rootFile = /^metadata\/[0-9]+\.root\.json$/;

/** Written once, never changed; only the timestamp is, and the question for the next root. */
function cacheControl(path: string): string {
  if (path === timestampPath) return 'no-cache';
  return rootFile.test(path) ? 'public, max-age=300' : 'public, max-age=31536000, immutable';
}

/** The path below the folder, if it can be that of a published file. */
export function publishedPath(path: string): string | undefined {
  const segments = path.split('/');
  const isOne = segments.length >= 2 && segments.length <= segmentsMax && folders.includes(segments[0] ?? '');
  return isOne && segments.every((one) => segment.test(one)) ? segments.join('/') : undefined;
}

/** The published knowledge base with its notices and incidents, as any web server would show it. */
export const packRoutes: Routes = (server, { packs }, { reading }) => {
  if (packs === undefined) return;
  server.get<{ Params: { '*': string } }>('/kb/*', { onRequest: reading }, async (request, reply) => {
    const path = publishedPath(request.params['*']);
    const file = path === undefined ? undefined : join(packs, path);
    const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
    if (path === undefined || file === undefined || !found?.isFile()) {
      if (path !== undefined && rootFile.test(path))
        void reply.header('cache-control', 'public, max-age=300');
      return refuseWith(reply, 'not-found', 'There is no such file.');
    }
    const tag = `"${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}"`;
    void reply
      .header('cache-control', cacheControl(path))
      .header('etag', tag)
      .header('x-content-type-options', 'nosniff')
      .type(path.startsWith(`${metadataFolder}/`) ? 'application/json' : 'application/octet-stream');
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    void reply.header('content-length', found.size);
    return reply.send(createReadStream(file));
  });
};
