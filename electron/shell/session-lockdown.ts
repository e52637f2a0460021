import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, protocol, session } from 'electron';
import { contentSecurityPolicy } from '../../shared/csp.ts';
import { isPanelUrl, panelFile } from './panel-origin.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface LockdownDeps {
  /** The built renderer. */
  rendererDir: string;
  /** A picture of the knowledge base, by its hashed name. */
  kbImage(file: string): Promise<Uint8Array | undefined>;
  /** Vite's server while developing; never set in a package. */
  devServerUrl?: string;
}

/** Must run before `app` is ready. */
export function registerPanelScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** What is behind a request, with the name that tells its kind. */
async function fileFor(
  url: string,
  deps: LockdownDeps,
): Promise<{ name: string; body: Uint8Array } | undefined> {
  const asked = panelFile(url);
  if (!asked) return undefined;
  if (asked.kind === 'kb-image') {
    const body = await deps.kbImage(asked.name);
    return body && { name: asked.name, body };
  }
  return { name: asked.path, body: await readFile(join(deps.rendererDir, asked.path)) };
}

async function serve(request: Request, deps: LockdownDeps): Promise<Response> {
  const notFound = (): Response => new Response('Not found', { status: 404 });
  if (request.method !== 'GET') return notFound();
  try {
    const file = await fileFor(request.url, deps);
    if (!file) return notFound();
    return new Response(new Uint8Array(file.body), {
      headers: {
        'Content-Type': contentTypes[extname(file.name)] ?? 'application/octet-stream',
        'Content-Security-Policy': contentSecurityPolicy,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
  } catch {
    return notFound();
  }
}

/**
 * Shuts every door of the browser engine that the panel doesn't need: one origin, no navigation, no new windows, no
 * permissions, no downloads, no devices, no requests to anywhere else.
 */
export function lockDown(deps: LockdownDeps): void {
  const own = session.defaultSession;
  own.protocol.handle('app', (request) => serve(request, deps));
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isPanelUrl(details.url, deps.devServerUrl) }),
  );

  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
