import { join } from 'node:path';
import { hasGsettings, kdeValue } from './desktop-linux.ts';
import {
  ifTold,
  known,
  textOf,
  unknown,
  type Reading,
  type RunCommand,
  type SignalSource,
} from './source.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const variables = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];

/** GNOME's word for it, which other desktops share. */
export function proxyOfGsettings(output: string | undefined): Reading {
  // Without the schema there is no such setting on this desktop.
  if (output === undefined) return known('none');
  const mode = output.trim();
  if (mode === "'none'") return known('none');
  if (mode === "'manual'") return known('manual');
  return mode === "'auto'" ? known('automatic') : unknown('failed');
}

/** KDE's `ProxyType`: none, manual, a script, found by itself, the environment's. */
export function proxyOfKde(type: string): Reading {
  if (type === '0' || type === '4') return known('none');
  if (type === '1') return known('manual');
  return type === '2' || type === '3' ? known('automatic') : unknown('failed');
}

export interface ProxyDeps {
  environment: Environment;
  configDir: string;
  run: RunCommand;
}

/** How the desktop reaches the web; variables of the session go before its settings, as they do for most programs. */
export function linuxProxySource({ environment, configDir, run }: ProxyDeps): SignalSource {
  async function read(): Promise<Reading> {
    if (variables.some((name) => environment[name])) return known('manual');
    const desktop = environment.XDG_CURRENT_DESKTOP ?? '';
    if (/kde/i.test(desktop)) {
      const file = (await textOf(join(configDir, 'kioslaverc'))) ?? '';
      return proxyOfKde(kdeValue(file, 'Proxy Settings', 'ProxyType') ?? '0');
    }
    // Other desktops have no setting of their own: what the environment says is all there is.
    if (!hasGsettings(desktop)) return known('none');
    return proxyOfGsettings(await ifTold(run('gsettings', ['get', 'org.gnome.system.proxy', 'mode'])));
  }
  return {
    source: 'environment, gsettings org.gnome.system.proxy, kioslaverc',
    ids: ['proxy.kind'],
    read: async () => ({ 'proxy.kind': await read() }),
    keepMs: 5 * 60_000,
  };
}
