import type { Language } from '../language.ts';
import { freshReading } from './freshness.ts';
import { signalIdSchema, type SignalId, type Signals, type SignalValue } from './signal.ts';

/** Rounded down, so that no reason promises more than there is; gigabytes below ten keep a decimal, since they matter. */
function wording(id: SignalId, value: SignalValue, language: Language): string {
  if (typeof value !== 'number') return String(value);
  const keepsDecimal = id.endsWith('Gb') && value < 10;
  const rounded = keepsDecimal ? Math.floor(value * 10) / 10 : Math.floor(value);
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(rounded);
}

/** A rule's reason with each `{{signal.id}}` filled in; nothing when one of them is not known. */
export function reasonText(
  reason: string,
  signals: Signals,
  nowMs: number,
  language: Language,
): string | undefined {
  const missing: string[] = [];
  const text = reason.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_all, name: string) => {
    const id = signalIdSchema.safeParse(name);
    const reading = id.success ? freshReading(signals.get(id.data), nowMs) : undefined;
    if (id.success && reading?.kind === 'known') return wording(id.data, reading.value, language);
    missing.push(name);
    return '';
  });
  return missing.length === 0 ? text : undefined;
}
