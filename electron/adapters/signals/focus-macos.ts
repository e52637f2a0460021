import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { known, unknown, type Reading, type SignalSource } from './source.ts';

const fileSchema = z.object({
  data: z.array(z.object({ storeAssertionRecords: z.array(z.unknown()).optional() })),
});

/**
 * `Assertions.json`: each Focus that was switched on has a record. One that a schedule or a place switched on has none,
 * so no record does not mean "off".
 */
export function focusReading(json: string): Reading {
  const { data } = fileSchema.parse(JSON.parse(json));
  const isOn = data.some(({ storeAssertionRecords: records = [] }) => records.length > 0);
  return isOn ? known(true) : unknown('not-supported');
}

/** Readable only for apps that were given access to the full disk, which is not asked for. */
export const macFocusSource = (home: string): SignalSource => ({
  source: '~/Library/DoNotDisturb/DB/Assertions.json',
  ids: ['focus.doNotDisturb'],
  async read() {
    const text = await readFile(join(home, 'Library/DoNotDisturb/DB/Assertions.json'), 'utf8').catch(
      () => undefined,
    );
    return { 'focus.doNotDisturb': text === undefined ? unknown('not-supported') : focusReading(text) };
  },
});
