import { z } from 'zod';
import { ifTold, type RunCommand } from './source.ts';

/** A property on a D-Bus: whose, of what. */
export interface BusProperty {
  bus: 'system' | 'user';
  service: string;
  path: string;
  interface: string;
  names: readonly string[];
}

const valueSchema = z.object({ type: z.string(), data: z.unknown() });

/** One line for each property asked, as `busctl --json=short get-property` prints them. */
export const parseBusValues = (output: string): unknown[] =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => valueSchema.parse(JSON.parse(line)).data);

/**
 * Reads properties with systemd's `busctl`, which prints JSON and, unlike `gdbus`, can be told to start no service
 * only because somebody asked. Nothing when there is no such service, or no bus.
 */
export async function busValues(run: RunCommand, asked: BusProperty): Promise<unknown[] | undefined> {
  const args = [
    ...['--json=short', '--auto-start=no', '--timeout=1', `--${asked.bus}`, 'get-property'],
    ...[asked.service, asked.path, asked.interface, ...asked.names],
  ];
  const output = await ifTold(run('busctl', args));
  return output === undefined ? undefined : parseBusValues(output);
}
