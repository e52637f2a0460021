/** The languages of the interface and of guides, in the order they are offered. */
export const languages = ['en', 'nb', 'sv', 'da', 'de', 'hu'] as const;

export type Language = (typeof languages)[number];

/** What a guide or a text falls back to when it is missing in the person's language. */
export const fallbackLanguage: Language = 'en';

// Norwegian comes as `no` and `nn` from operating systems; both readers are served by Bokmål.
const aliases: Readonly<Record<string, Language>> = { no: 'nb', nn: 'nb' };

/** The language of a tag like `sv-SE`, when we speak it. */
export function languageOf(tag: string): Language | undefined {
  const base = tag.toLowerCase().split(/[-_]/)[0] ?? '';
  return languages.find((language) => language === base) ?? aliases[base];
}

/** The first of the system's preferred locales (BCP 47, best first) that we speak, else English. */
export function pickLanguage(preferred: readonly string[]): Language {
  for (const locale of preferred) {
    const found = languageOf(locale);
    if (found) return found;
  }
  return fallbackLanguage;
}
