import { known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

/** One line of `pmset -g assertions`: who keeps the Mac awake, for what, and what stands below it. */
interface Assertion {
  owner: string;
  name: string;
  details: string;
}

export function parseAssertions(output: string): Assertion[] {
  const blocks = output.split(/^(?=[ \t]+pid \d+\()/m);
  return blocks.flatMap((block) => {
    const [all = '', owner, name] =
      /^[ \t]+pid \d+\(([^)]*)\): \[0x[\da-f]+\] \S+ \S+ named: "(.*)"[ \t]*$/im.exec(block) ?? [];
    if (owner === undefined || name === undefined) return [];
    return [{ owner, name, details: block.slice(all.length) }];
  });
}

/** The sound system keeps the Mac awake for each device that is in use, and says for which direction. */
const usesMicrophone = ({ owner, details }: Assertion): boolean =>
  owner === 'coreaudiod' && /^[ \t]*Resources:.*\baudio-in\b/m.test(details);

/** WhatsApp holds the same assertion by itself for hours after a call: only the system's own camera service counts. */
const usesCamera = ({ owner, name }: Assertion): boolean =>
  owner === 'cameracaptured' && name.startsWith('cameracaptured-idleSleepPrevention');

export function captureReadings(output: string): Record<'camera.inUse' | 'microphone.inUse', Reading> {
  if (!output.includes('Listed by owning process')) {
    // With nothing that keeps it awake the list is left out.
    const none = /^Assertion status system-wide/m.test(output) ? known(false) : unknown('failed');
    return { 'camera.inUse': unknown('not-supported'), 'microphone.inUse': none };
  }
  const assertions = parseAssertions(output);
  return {
    // Macs with an Intel processor use another service, which says nothing here: only "yes" is sure.
    'camera.inUse': assertions.some(usesCamera) ? known(true) : unknown('not-supported'),
    'microphone.inUse': known(assertions.some(usesMicrophone)),
  };
}

/** What keeps the Mac awake, which any program may ask. */
export const macCaptureSource = (run: RunCommand): SignalSource => ({
  source: 'pmset -g assertions',
  ids: ['camera.inUse', 'microphone.inUse'],
  read: async () => captureReadings(await run('/usr/bin/pmset', ['-g', 'assertions'])),
});
