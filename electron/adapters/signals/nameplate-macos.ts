import { nameplateIds, nameplateReadings, type Nameplate } from './nameplate.ts';
import { unknown, type RunCommand, type SignalSource } from './source.ts';

const hourMs = 60 * 60_000;

/** `ioreg -rd1 -c IOPlatformExpertDevice`: texts in quotes, bytes that are a text in angle brackets. */
export function parseExpertDevice(output: string): Nameplate {
  const field = (name: string): string | undefined =>
    new RegExp(`^[ |]*"${name}" = <?"([^"\\n]*)">?[ \\t]*$`, 'm').exec(output)?.[1];
  return { vendor: field('manufacturer'), model: field('model'), serial: field('IOPlatformSerialNumber') };
}

/** Macs have no asset tag; their model is named as Apple's list of devices has it (`Mac14,2`). */
export const macNameplateSource = (run: RunCommand): SignalSource => ({
  source: 'ioreg -c IOPlatformExpertDevice',
  ids: nameplateIds,
  async read() {
    const plate = parseExpertDevice(await run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']));
    return { ...nameplateReadings(plate), 'computer.assetTag': unknown('not-supported') };
  },
  keepMs: 24 * hourMs,
  keepsOverWake: true,
});
