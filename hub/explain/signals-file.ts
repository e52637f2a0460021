import { z } from 'zod';
import {
  signalIdSchema,
  signalSchema,
  signalValues,
  unknownReasonSchema,
  type Signal,
  type SignalId,
  type Signals,
} from '../../shared/context/signal.ts';
import { refuse, ok, toError, type Result } from '../../shared/result.ts';

export interface SignalsRefused {
  kind: 'unusable-signals';
  detail: string;
}

const valueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ unknown: unknownReasonSchema }),
]);

/** Values by name, read just now; or signals whole, with where each was read and when. */
const fileSchema = z.union([z.array(signalSchema), z.record(z.string(), valueSchema)]);

type Written = z.infer<typeof valueSchema>;

function readingOf(id: SignalId, value: Written): Signal['reading'] | undefined {
  if (value === null) return { kind: 'unknown', reason: 'failed' };
  if (typeof value === 'object') return { kind: 'unknown', reason: value.unknown };
  const known = signalValues[id].safeParse(value);
  return known.success ? { kind: 'known', value: known.data } : undefined;
}

const unusable = (detail: string) => refuse<SignalsRefused>({ kind: 'unusable-signals', detail });

/** The signals in a JSON file as `zeroline explain` takes them; every name and value is checked. */
export function readSignalsFile(text: string, nowMs: number): Result<Signals, SignalsRefused> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (thrown) {
    return unusable(`not JSON: ${toError(thrown).message}`);
  }
  const file = fileSchema.safeParse(raw);
  if (!file.success)
    return unusable('write { "days.away": 18, "vpn.up": false, ... }, with null for what is unknown');
  const written: Signal[] = [];
  for (const [name, value] of Array.isArray(file.data) ? [] : Object.entries(file.data)) {
    const id = signalIdSchema.safeParse(name);
    if (!id.success) return unusable(`there is no signal "${name}"`);
    const reading = readingOf(id.data, value);
    if (!reading) return unusable(`"${name}" can't be ${JSON.stringify(value)}`);
    written.push({ id: id.data, reading, source: 'the file', observedAtMs: nowMs });
  }
  const signals = Array.isArray(file.data) ? file.data : written;
  for (const { id, reading } of signals) {
    if (reading.kind === 'known' && !signalValues[id].safeParse(reading.value).success)
      return unusable(`"${id}" can't be ${JSON.stringify(reading.value)}`);
  }
  return ok(new Map(signals.map((signal) => [signal.id, signal])));
}
