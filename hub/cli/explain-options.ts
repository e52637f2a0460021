import { fallbackLanguage, languages, type Language } from '../../shared/language.ts';
import { textOption, textOptions, UsageError, type OptionsConfig, type OptionValues } from './command.ts';

/** Who sits at the machine, as of when, and what this person did before. */
export interface ExplainOptions {
  language: Language;
  nowMs: number;
  backAtMs: number;
  /** Guide id -> when it last solved something. */
  solvedAtMs: Record<string, number>;
  isWelcomePutAway: boolean;
  /** Notices that were put away. */
  dismissed: readonly string[];
  /** When notices interrupted before. */
  interruptedAtMs: number[];
}

export const explainOptionsConfig: OptionsConfig = {
  lang: { type: 'string' },
  at: { type: 'string' },
  back: { type: 'string' },
  solved: { type: 'string', multiple: true },
  'put-away': { type: 'boolean' },
  dismissed: { type: 'string', multiple: true },
  interrupted: { type: 'string', multiple: true },
};

function languageIn(values: OptionValues): Language {
  const written = textOption(values, 'lang') ?? fallbackLanguage;
  const found = languages.find((language) => language === written);
  if (!found) throw new UsageError(`--lang is one of ${languages.join(', ')}.`);
  return found;
}

function momentIn(written: string | undefined, nowMs: number, option: string): number {
  if (written === undefined) return nowMs;
  const ms = Date.parse(written);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(written) || Number.isNaN(ms))
    throw new UsageError(`${option} needs a time: 2027-01-04T08:30.`);
  return ms;
}

/** What the options of `zeroline explain` say; what they leave out is now, or never happened. */
export function explainOptionsIn(values: OptionValues, clockMs: number): ExplainOptions {
  const nowMs = momentIn(textOption(values, 'at'), clockMs, '--at');
  const solved = textOptions(values, 'solved').map((written): [string, number] => {
    const [guide = '', at] = written.split('=');
    return [guide, momentIn(at, nowMs, `--solved ${guide}=`)];
  });
  return {
    ...{ language: languageIn(values), nowMs },
    backAtMs: momentIn(textOption(values, 'back'), nowMs, '--back'),
    solvedAtMs: Object.fromEntries(solved),
    isWelcomePutAway: values['put-away'] === true,
    dismissed: textOptions(values, 'dismissed'),
    interruptedAtMs: textOptions(values, 'interrupted').map((at) => momentIn(at, nowMs, '--interrupted')),
  };
}
