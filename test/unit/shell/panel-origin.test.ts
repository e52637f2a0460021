import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { isOwnPanel } from '../../../electron/shell/own-panel.ts';
import { isPanelUrl, panelFile } from '../../../electron/shell/panel-origin.ts';

describe('the files of the panel', () => {
  it('are the built renderer and hashed pictures of the knowledge base', () => {
    expect(panelFile('app://ui/index.html')).toEqual({ kind: 'renderer', path: 'index.html' });
    expect(panelFile('app://ui/assets/index-BfT0_x1.js')).toEqual({
      kind: 'renderer',
      path: 'assets/index-BfT0_x1.js',
    });
    expect(panelFile('app://ui/kb-images/0123456789abcdef.svg')).toEqual({
      kind: 'kb-image',
      name: '0123456789abcdef.svg',
    });
  });

  it.each([
    'app://ui/',
    'app://ui/../main/index.cjs',
    'app://ui/..%2f..%2fetc/passwd',
    'app://ui/%2e%2e/main/index.js',
    'app://ui/assets/../../main/index.js',
    'app://ui/assets/deep/er.js',
    'app://ui/.env.js',
    'app://ui/a..b.js',
    'app://ui/index.html%00.png',
    'app://ui/C:/windows/win.png',
    'app://ui/\\\\server\\share\\a.png',
    'app://ui/index.cjs',
    'app://ui/index.js.map',
    'app://ui/kb-images/../index.html/x',
    'app://ui/kb-images/0123456789abcdef.html',
    'app://ui/kb-images/0123456789ABCDEF.png',
    'app://ui/kb-images/0123456789abcde.png',
    'app://other/index.html',
    'https://ui/index.html',
  ])('are not %j', (url) => {
    const file = panelFile(url);
    // What the URL parser has resolved already may be a plain file of the renderer, never one outside.
    expect(file?.kind === 'renderer' ? file.path : 'none').toMatch(
      /^(?:none|(?:assets|main)?\/?index\.(?:html|js))$/,
    );
    expect(file?.kind).not.toBe('kb-image');
  });
});

describe('what may be asked for', () => {
  const devServer = 'http://localhost:5173/';

  it.each([
    ['app://ui/index.html', undefined, true],
    ['app://evil/index.html', undefined, false],
    ['https://example.org/', undefined, false],
    ['file:///etc/passwd', undefined, false],
    ['ws://localhost:5173/', undefined, false],
    ['ws://localhost:5173/', devServer, true],
    ['http://localhost:51730/', devServer, false],
    ['http://localhost:5173@evil.example/', devServer, false],
  ])('%s with the dev server %s: %s', (url, server, allowed) => {
    expect(isPanelUrl(url, server)).toBe(allowed);
  });
});

describe('who may call', () => {
  const panel = { id: 1 } as WebContents;
  const from = (url: string, sender = panel, parent: unknown = null) =>
    ({ sender, senderFrame: { url, parent } }) as IpcMainInvokeEvent;

  it('is the top frame of our panel on our origin', () => {
    expect(isOwnPanel(from('app://ui/index.html#/x'), panel, undefined)).toBe(true);
    expect(isOwnPanel(from('http://localhost:5173/'), panel, 'http://localhost:5173')).toBe(true);
  });

  it.each([
    ['another origin', from('https://example.org/')],
    ['a host that begins like ours', from('app://ui.evil/index.html')],
    ['a frame inside', from('app://ui/index.html', panel, {})],
    ['another window', from('app://ui/index.html', { id: 2 } as WebContents)],
    ['a frame that is gone', { sender: panel, senderFrame: null } as IpcMainInvokeEvent],
  ])('is not %s', (_who, event) => {
    expect(isOwnPanel(event, panel, undefined)).toBe(false);
  });

  it('is not a port that begins like that of the dev server', () => {
    expect(isOwnPanel(from('http://localhost:51730/'), panel, 'http://localhost:5173')).toBe(false);
  });
});
