import { z } from 'zod';
import type { Role } from './links.ts';
import type { RunCommand } from './source.ts';

/** Values of .NET's NetworkInterfaceType. */
const types = {
  ppp: 23,
  loopback: 24,
  proprietaryVirtual: 53,
  wifi: 71,
  tunnel: 131,
  mobile: [243, 244],
} as const;

const vpnDescription =
  /vpn|tap-windows|wireguard|wintun|nordlynx|tailscale|anyconnect|cisco secure client|pangp|globalprotect|fortinet|juniper|pulse secure|ivanti|check ?point virtual|sonicwall|zscaler|netskope|f5 networks/i;
const virtualDescription = /hyper-v virtual|virtualbox|vmware|npcap|wi-fi direct|bluetooth/i;

const adapterSchema = z.object({
  Name: z.string(),
  Description: z.string(),
  Type: z.number(),
  HasGateway: z.boolean(),
});
// ConvertTo-Json writes a single adapter without a list around it.
const adaptersSchema = z.union([z.array(adapterSchema), adapterSchema.transform((one) => [one])]);
type Adapter = z.infer<typeof adapterSchema>;

export function roleOfAdapter({ Description, Type, HasGateway }: Adapter): Role {
  if (vpnDescription.test(Description) || Type === types.tunnel) return 'tunnel';
  if (Type === types.ppp) return 'dial-up';
  if (Type === types.proprietaryVirtual) return 'tunnel';
  if (Type === types.loopback) return 'virtual';
  // An external switch of Hyper-V takes over the card's address and its gateway: it is the connection then.
  if (virtualDescription.test(Description)) return HasGateway ? 'ethernet' : 'virtual';
  if (Type === types.wifi) return 'wifi';
  return types.mobile.some((mobile) => mobile === Type) ? 'other' : 'ethernet';
}

/** Adapters by the name that Node gives them too. */
export const parseAdapters = (json: string): Map<string, Role> =>
  new Map(adaptersSchema.parse(JSON.parse(json)).map((adapter) => [adapter.Name, roleOfAdapter(adapter)]));

/** .NET knows PPP links, which Get-NetAdapter leaves out, and its types are numbers in every language of Windows. */
const script = [
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8',
  '[Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces() | Select-Object Name, Description, ' +
    "@{n='Type';e={[int]$_.NetworkInterfaceType}}, " +
    "@{n='HasGateway';e={$_.GetIPProperties().GatewayAddresses.Count -gt 0}} | ConvertTo-Json -Compress",
].join('; ');

/** The adapters of a Windows computer. Rejects where PowerShell is restricted or slow. */
export const adapters = async (run: RunCommand): Promise<Map<string, Role>> =>
  parseAdapters(await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', script], 5_000));
