import type { Role } from './links.ts';
import type { RunCommand } from './source.ts';

function roleOfPort(port: string): Role {
  if (/wi-?fi|airport/i.test(port)) return 'wifi';
  return /ethernet|\blan\b/i.test(port) ? 'ethernet' : 'other';
}

/** `networksetup -listallhardwareports`: blocks of "Hardware Port: Wi-Fi" and "Device: en0". */
export function parseHardwarePorts(output: string): Map<string, Role> {
  const pairs = output.matchAll(/^Hardware Port:[ \t]*(.+)\r?\nDevice:[ \t]*(\S+)/gm);
  return new Map([...pairs].map(([, port = '', device = '']) => [device, roleOfPort(port)]));
}

/** The cards of a Mac by device name; tunnels and bridges are not among them. */
export const hardwarePorts = async (run: RunCommand): Promise<Map<string, Role>> =>
  parseHardwarePorts(await run('/usr/sbin/networksetup', ['-listallhardwareports']));
