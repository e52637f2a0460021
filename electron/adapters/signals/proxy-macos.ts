import { known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

/** `scutil --proxy`: one `Name : value` a line. A script, given or looked for, goes before a fixed proxy. */
export function proxyReading(output: string): Reading {
  if (!output.includes('<dictionary>')) return unknown('failed');
  const isOn = (name: string): boolean => new RegExp(`^\\s*${name}Enable : 1\\s*$`, 'm').test(output);
  if (isOn('ProxyAutoConfig') || isOn('ProxyAutoDiscovery')) return known('automatic');
  return known(['HTTP', 'HTTPS', 'SOCKS'].some(isOn) ? 'manual' : 'none');
}

export const macProxySource = (run: RunCommand): SignalSource => ({
  source: 'scutil --proxy',
  ids: ['proxy.kind'],
  read: async () => ({ 'proxy.kind': proxyReading(await run('/usr/sbin/scutil', ['--proxy'])) }),
  keepMs: 60_000,
});
