import { readdir, readlink } from 'node:fs/promises';
import { known, textOf, unknown, type Reading, type SignalSource } from './source.ts';

/** Drivers that offer video without a lens: codecs, what a program paints, television. */
const noCamera = /codec|loopback|dummy|virtual|obs |isp|encoder|decoder|tuner|vivid|vim2m|stateless/i;

async function camerasOf(root: string): Promise<string[]> {
  const folder = `${root}/sys/class/video4linux`;
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^video\d+$/.test(name));
  const cards = await Promise.all(names.map((name) => textOf(`${folder}/${name}/name`)));
  return names.filter((_name, at) => !noCamera.test(cards[at] ?? ''));
}

const pidsAtOnce = 16;

/** Whether a program of this person has one of the devices open; those of others can't be looked into, nor need be. */
export async function isOpened(root: string, devices: readonly string[]): Promise<boolean> {
  const wanted = new Set(devices.map((name) => `/dev/${name}`));
  const pids = (await readdir(`${root}/proc`)).filter((name) => /^\d+$/.test(name));
  async function holds(pid: string): Promise<boolean> {
    const folder = `${root}/proc/${pid}/fd`;
    const names = await readdir(folder).catch(() => []);
    const targets = await Promise.all(names.map((name) => readlink(`${folder}/${name}`).catch(() => '')));
    return targets.some((target) => wanted.has(target));
  }
  // A few at a time: the threads that read files are everybody's.
  for (let at = 0; at < pids.length; at += pidsAtOnce) {
    const found = await Promise.all(pids.slice(at, at + pidsAtOnce).map(holds));
    if (found.includes(true)) return true;
  }
  return false;
}

async function inUse(root: string, cameras: readonly string[]): Promise<Reading> {
  // The driver of USB cameras counts who has one open; at none there is no need to look further.
  const users = await textOf(`${root}/sys/module/uvcvideo/refcnt`);
  const drivers = await Promise.all(
    cameras.map((name) => readlink(`${root}/sys/class/video4linux/${name}/device/driver`).catch(() => '')),
  );
  if (users === '0' && drivers.every((driver) => driver.endsWith('/uvcvideo'))) return known(false);
  return known(await isOpened(root, cameras));
}

/** Whether there is a camera and whether it films. Programs that get it from PipeWire are seen by PipeWire's own hold. */
export function linuxCameraSource(root: string): SignalSource {
  return {
    source: '/sys/class/video4linux, /proc/*/fd',
    ids: ['camera.present', 'camera.inUse'],
    async read() {
      const cameras = await camerasOf(root);
      const none = unknown('not-present');
      if (cameras.length === 0) return { 'camera.present': known(false), 'camera.inUse': none };
      return { 'camera.present': known(true), 'camera.inUse': await inUse(root, cameras) };
    },
    timeoutMs: 4_000,
  };
}
