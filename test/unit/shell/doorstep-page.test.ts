import { expect, test } from 'vitest';
import { doorstepPage } from '../../../electron/shell/doorstep-page.ts';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { languages } from '../../../shared/language.ts';

test.each(languages)('the last page of a sign-in is in %s, and nothing on it runs or loads', (language) => {
  const { t } = createI18n(language);
  const pages = (['signed-in', 'failed'] as const).map((which) => doorstepPage(which, language, t));
  expect(pages[0]).toContain(`<h1>${t('signIn.page.done')}</h1>`);
  expect(pages[1]).toContain(`<h1>${t('signIn.page.failed')}</h1>`);
  for (const page of pages) {
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).not.toMatch(/<script|src=|href=|url\(|<form/i);
  }
});
