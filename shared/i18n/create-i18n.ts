import i18next, { type i18n, type Resource, type TFunction } from 'i18next';
import da from './da.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import hu from './hu.json' with { type: 'json' };
import nb from './nb.json' with { type: 'json' };
import sv from './sv.json' with { type: 'json' };
import { fallbackLanguage, type Language } from '../language.ts';

export const catalogues = { en, nb, sv, da, de, hu } satisfies Record<Language, unknown>;

const resources: Resource = Object.fromEntries(
  Object.entries(catalogues).map(([language, translation]) => [language, { translation }]),
);

/** A translator of its own for each user (panel, tray, requests, tests): no shared instance, ready at once. */
export function createI18n(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: fallbackLanguage,
    resources,
    initAsync: false,
    // React escapes what it renders, and the other users are plain text.
    interpolation: { escapeValue: false },
  });
  return instance;
}

export type Translate = TFunction;
