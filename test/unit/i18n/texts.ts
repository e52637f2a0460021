import type { Catalogue } from '../../../shared/i18n/pseudo.ts';

/** The texts of a catalogue by their full key, `panel.bar.home`. */
export function textsOf(catalogue: Catalogue, section = ''): Map<string, string> {
  const entries = Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${section}${key}`, value]] : [...textsOf(value, `${section}${key}.`)],
  );
  return new Map(entries);
}
