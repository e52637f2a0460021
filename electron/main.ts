import { app, dialog, Menu } from 'electron';
import { toError } from '../shared/result.ts';
import { compose } from './compose.ts';
import { askedBy, guideOfLink, type Asked } from './shell/deep-link.ts';
import { registerPanelScheme } from './shell/session-lockdown.ts';

const kbSwitch = '--kb-dir=';
const trustSwitch = '--kb-trust=';
const policySwitch = '--policy=';

/** Life of the process: one instance, sandbox, compose, act on what was asked, orderly quit. */
async function main(): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  // Electron would take --no-sandbox from its children again, and they could not start as root.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerPanelScheme();
  Menu.setApplicationMenu(null);
  if (app.isPackaged) app.setAsDefaultProtocolClient('zeroline');

  // macOS passes no arguments to what it starts at login.
  const atLogin = process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
  const waiting: Asked[] = [atLogin ? { kind: 'hidden' } : askedBy(process.argv)];
  let act = (asked: Asked): void => void waiting.push(asked);
  app.on('second-instance', (_event, argv) => act(askedBy(argv)));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const id = guideOfLink(url);
    if (id !== undefined) act({ kind: 'guide', id });
  });
  app.on('window-all-closed', () => undefined);

  // Windows shows messages only of programs that it knows by this name, which the installer gives the shortcut.
  app.setAppUserModelId('org.zeroline.app');

  await app.whenReady();
  if (process.platform === 'darwin') app.dock?.hide();
  const after = (name: string): string | undefined =>
    process.argv.find((word) => word.startsWith(name))?.slice(name.length);
  const zeroline = await compose({
    previewKbDir: after(kbSwitch),
    kbTrustPath: after(trustSwitch),
    policyPath: after(policySwitch),
  });
  act = zeroline.act;
  // What Finder and Spotlight send when the app runs already.
  app.on('activate', () => act({ kind: 'show' }));
  waiting.forEach(act);

  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    stopped = true;
    void zeroline.stop().finally(() => app.quit());
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
}

main().catch((thrown: unknown) => {
  dialog.showErrorBox('Zeroline could not start', toError(thrown).message);
  app.exit(1);
});
