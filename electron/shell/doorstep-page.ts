import type { Translate } from '../../shared/i18n/create-i18n.ts';
import type { Language } from '../../shared/language.ts';
import type { DoorstepPage } from '../services/sign-in-ports.ts';

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const inHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => escaped[sign] ?? '');

const style =
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto 0;padding:0 1.5rem}' +
  ':root{color-scheme:light dark}h1{font-size:1.5rem}';

/** Where a browser ends after a sign-in: nothing on it loads, and nothing can be done but close it. */
export function doorstepPage(which: DoorstepPage, language: Language, t: Translate): string {
  const words =
    which === 'signed-in'
      ? { title: t('signIn.page.done'), text: t('signIn.page.close') }
      : { title: t('signIn.page.failed'), text: t('signIn.page.again') };
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${inHtml(words.title)}</title>
<style>${style}</style>
<main><h1>${inHtml(words.title)}</h1><p>${inHtml(words.text)}</p></main>
`;
}
