import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../shared/context/public-address.ts';

describe('isPublicAddress', () => {
  it.each([
    ...['1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '172.15.0.1', '172.32.0.1'],
    ...['192.167.0.1', '192.0.1.1', '192.169.0.1', '198.17.0.1', '198.20.0.1', '223.255.255.255'],
    // The last one is temporary (RFC 8981), which nothing in it tells.
    ...['2a02:1811:425:3b00::17', '2001:4860:4860::8888', '3ffe:ffff::1', '2003:e4:bf0f:8400:9c2d:71aa:44:1'],
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['private', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.178.20'],
    ['shared by a provider (CGNAT)', '100.64.0.1', '100.127.255.255'],
    ['link-local and loopback', '169.254.7.7', '127.0.0.1', 'fe80::1%eth0', 'fe80::1', '::1'],
    ['unique local', 'fc00::1', 'fdaa:bbbb::1'],
    ['for documentation', '192.0.2.1', '198.51.100.9', '203.0.113.255', '2001:db8::5', '3fff:fff::1'],
    [
      'for protocols and tunnels',
      '192.0.0.8',
      '198.18.0.1',
      '2001::1',
      '2001:10::1',
      '2001:1ff::1',
      '2002:c000:204::1',
    ],
    ['for many, or for nobody', '224.0.0.1', '255.255.255.255', '0.0.0.0', 'ff02::1', '::', '::ffff:8.8.8.8'],
    ['no address', '', 'localhost', '1.2.3', '1.2.3.4.5', '1.2.3.999', '2a02:x::1', '200::1'],
  ])('%s is not', (_kind, ...addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });
});
