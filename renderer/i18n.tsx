import { useMemo, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from '../shared/i18n/create-i18n.ts';
import type { Language } from '../shared/language.ts';

/** The panel in one language. All catalogues are there from the start, so a change of language needs no waiting. */
export function Translated({ language, children }: { language: Language; children: ReactNode }) {
  const i18n = useMemo(() => createI18n(language), [language]);
  return <I18nextProvider i18n={i18n}>{children}</I18nextProvider>;
}
