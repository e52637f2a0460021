/** The panel's own origin. Nothing else is ever loaded. */
export const panelOrigin = 'app://ui';

const imagePath = /^\/kb-images\/([a-f0-9]{16}\.(?:svg|png))$/;
const filePath = /^\/((?:assets\/)?[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.(?:html|js|css|svg|png))$/;

/** What a request of the panel is for: a file of the built renderer, a picture of the knowledge base, or nothing. */
export type PanelFile = { kind: 'renderer'; path: string } | { kind: 'kb-image'; name: string } | undefined;

/** Names come from a pattern that holds no way up, never from joining what was asked for. */
export function panelFile(url: string): PanelFile {
  const { protocol, host, pathname } = new URL(url);
  if (protocol !== 'app:' || host !== 'ui') return undefined;
  const name = imagePath.exec(pathname)?.[1];
  if (name !== undefined) return { kind: 'kb-image', name };
  const path = filePath.exec(pathname)?.[1];
  return path === undefined ? undefined : { kind: 'renderer', path };
}

/** Whether anything may be asked for there; a dev server only while developing. Packages have no developer tools. */
export function isPanelUrl(url: string, devServerUrl: string | undefined): boolean {
  const { protocol, host } = new URL(url);
  if (protocol === 'app:') return host === 'ui';
  if (protocol === 'devtools:') return true;
  return devServerUrl !== undefined && host === new URL(devServerUrl).host;
}
