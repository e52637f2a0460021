import { spawn } from 'node:child_process';

/** Opens a page in the person's browser; false when this system has no program for it. */
export function openBrowser(url: string, platform: NodeJS.Platform): Promise<boolean> {
  const [program, ...args]: [string, ...string[]] =
    platform === 'win32'
      ? ['rundll32', 'url.dll,FileProtocolHandler', url]
      : [platform === 'darwin' ? 'open' : 'xdg-open', url];
  return new Promise((settle) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' });
    child.on('error', () => settle(false));
    child.on('spawn', () => {
      child.unref();
      settle(true);
    });
  });
}
