import { readdir } from 'node:fs/promises';
import {
  ifTold,
  isThere,
  known,
  textOf,
  unknown,
  type Reading,
  type RunCommand,
  type SignalSource,
} from './source.ts';

/** Windows' scale: -50 dBm and better are all of it, -100 dBm nothing. One scale, so that a rule fits all systems. */
export const percentOfDbm = (dbm: number): number => Math.max(0, Math.min(100, 2 * (dbm + 100)));

/** `/proc/net/wireless`: name, status, link, level. A level above zero is in no unit that can be told. */
export function parseWireless(text: string): number[] {
  return text.split('\n').flatMap((line) => {
    const level = /^[ \t]*[^\s:]+:\s+[0-9a-f]{4}\s+-?\d+\.?\s+(-\d+)\.?\s/.exec(line)?.[1];
    return level === undefined ? [] : [Number(level)];
  });
}

/** `iw dev wlan0 link`. */
export function parseIwLink(output: string): number | undefined {
  const dbm = /^[ \t]*signal:\s*(-\d+) dBm/m.exec(output)?.[1];
  return dbm === undefined ? undefined : Number(dbm);
}

/** How strong the Wi-Fi in use is. Kernels without the old file are asked with `iw`, where it is installed. */
export function linuxWifiSource({ root, run }: { root: string; run: RunCommand }): SignalSource {
  async function read(): Promise<Reading> {
    const net = `${root}/sys/class/net`;
    const names = await readdir(net).catch(() => []);
    const hasRadio = (name: string): Promise<boolean[]> =>
      Promise.all(['phy80211', 'wireless'].map((mark) => isThere(`${net}/${name}/${mark}`)));
    const radios = await Promise.all(names.map(hasRadio));
    const cards = names.filter((_name, at) => radios[at]?.includes(true));
    if (cards.length === 0) return unknown('not-present');
    const levels = parseWireless((await textOf(`${root}/proc/net/wireless`)) ?? '');
    if (levels.length > 0) return known(percentOfDbm(Math.max(...levels)));
    const asked = await Promise.all(
      cards.map(async (card) => parseIwLink((await ifTold(run('iw', ['dev', card, 'link']))) ?? '')),
    );
    const found = asked.filter((dbm) => dbm !== undefined);
    return found.length === 0 ? unknown('not-present') : known(percentOfDbm(Math.max(...found)));
  }
  return {
    source: '/proc/net/wireless, or iw',
    ids: ['wifi.signalPercent'],
    read: async () => ({ 'wifi.signalPercent': await read() }),
  };
}
