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
  /** Where a picture of the knowledge base is, by its hashed name. */
  kbImage(file: string): string;
  /** Vite's server while developing; never set in a package. */
  devServerUrl?: string;
}

/** Must run before `app` is ready. */
export function registerPanelScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Where the file behind a request is. */
function fileFor(url: string, deps: LockdownDeps): string | undefined {
  const asked = panelFile(url);
  if (asked?.kind === 'kb-image') return deps.kbImage(asked.name);
  return asked && join(deps.rendererDir, asked.path);
}

async function serve(request: Request, deps: LockdownDeps): Promise<Response> {
  const file = fileFor(request.url, deps);
  if (!file || request.method !== 'GET') return new Response('Not found', { status: 404 });
  try {
    const body = await readFile(file);
    return new Response(new Uint8Array(body), {
      headers: {
        'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
        'Content-Security-Policy': contentSecurityPolicy,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    });
  } catch {
    return new Response('Not found', { status: 404 });
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
