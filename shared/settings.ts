import { z } from 'zod';
import { languageSchema } from './base-schemas.ts';
import { textSizesPercent } from './text-sizes.ts';

/** What a person can choose, with every field decided. */
export const settingsSchema = z.strictObject({
  /** `system` follows the operating system's language. */
  language: z.union([z.literal('system'), languageSchema]),
  textSizePercent: z.literal(textSizesPercent),
  /** An Electron accelerator; empty means the person switched the hotkey off. Absent means the system's default. */
  hotkey: z.exactOptional(z.string().max(60)),
  startAtLogin: z.boolean(),
  /** Whether the daily count goes to the organisation's hub; where there is none, it goes nowhere. */
  sendCounts: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

export type SettingKey = keyof Settings;
export const settingKeys = Object.keys(settingsSchema.shape) as SettingKey[];

const { shape } = settingsSchema;

/**
 * What someone did choose; an absent field follows the defaults. Those stand apart, since zod fills in a field's own
 * default even where it is optional, and "not chosen" would be lost.
 */
export const chosenSettingsSchema = z.strictObject({
  language: z.exactOptional(shape.language),
  textSizePercent: z.exactOptional(shape.textSizePercent),
  hotkey: shape.hotkey,
  startAtLogin: z.exactOptional(shape.startAtLogin),
  sendCounts: z.exactOptional(shape.sendCounts),
});

export const defaultSettings: Settings = {
  language: 'system',
  textSizePercent: 100,
  startAtLogin: true,
  sendCounts: true,
};

/** Something in a file that was not used, in a form that can be told to a person. */
export interface SettingsProblem {
  key: string;
  problem: 'unknown-key' | 'bad-value';
}

/**
 * Settings out of whatever a file held: good fields are kept, a bad one falls back to its default alone, unknown
 * keys are reported and left out.
 */
export function readSettings(raw: unknown): { settings: Partial<Settings>; problems: SettingsProblem[] } {
  const settings: Record<string, unknown> = {};
  const problems: SettingsProblem[] = [];
  const entries = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : [];
  for (const [key, value] of entries) {
    const known = settingKeys.find((k) => k === key);
    if (!known) {
      problems.push({ key, problem: 'unknown-key' });
      continue;
    }
    const parsed = shape[known].safeParse(value);
    if (parsed.success) settings[key] = parsed.data;
    else problems.push({ key, problem: 'bad-value' });
  }
  return { settings: chosenSettingsSchema.parse(settings), problems };
}
