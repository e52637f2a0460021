import { z } from 'zod';
import { languages, type Language } from '../../shared/language.ts';

/** A text as an editor writes it: one string for all languages, or one per language with at least English. */
export type SourceText = string | ({ en: string } & { [L in Exclude<Language, 'en'>]?: string | undefined });

/** The schema of a text that is at most `charsMax` characters long in every language. */
export function sourceText(charsMax: number): z.ZodType<SourceText> {
  const text = z.string().trim().min(1).max(charsMax);
  const optional = text.optional();
  return z.union([
    text,
    z.strictObject({ en: text, nb: optional, sv: optional, da: optional, de: optional, hu: optional }),
  ]);
}

/** The text for a language; English where it is not translated. */
export function textIn(text: SourceText, language: Language): string {
  if (typeof text === 'string') return text;
  const translated: string | undefined = text[language];
  return translated ?? text.en;
}

/** Every wording of a text, for checks that concern all of them. */
export const wordings = (text: SourceText): string[] =>
  typeof text === 'string' ? [text] : languages.flatMap((language) => text[language] ?? []);
