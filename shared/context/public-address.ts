/** Ranges of the IANA registries that lead to no single machine on the internet: start, and bits of the prefix. */
const notPublicV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

function numberV4(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

function isPublicV4(address: string): boolean {
  const asked = numberV4(address);
  if (asked === undefined) return false;
  return !notPublicV4.some(([from, bits]) => {
    const size = 2 ** (32 - bits);
    const start = numberV4(from) ?? 0;
    return asked >= start && asked < start + size;
  });
}

/** Only 2000::/3 is given out; of it, not what is for tunnels, protocols and documentation. */
function isPublicV6(address: string): boolean {
  const [first = '', second = ''] = address.split(':');
  if (!/^[0-9a-f]{4}$/i.test(first) || !/^[0-9a-f:]+$/i.test(address)) return false;
  const [high, low] = [Number.parseInt(first, 16), second === '' ? 0 : Number.parseInt(second, 16)];
  const isGlobal = high >= 0x2000 && high <= 0x3fff;
  const isProtocol = high === 0x2001 && low < 0x0200;
  const isDocumentation = (high === 0x2001 && low === 0x0db8) || (high === 0x3fff && low < 0x1000);
  const isTunnel = high === 0x2002;
  return isGlobal && !isProtocol && !isDocumentation && !isTunnel;
}

/** Whether an address of an interface is one that the internet knows this machine by; temporary ones of IPv6 are. */
export const isPublicAddress = (address: string): boolean =>
  address.includes(':') ? isPublicV6(address) : isPublicV4(address);
