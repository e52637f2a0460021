import { createHash } from 'node:crypto';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { guideIdSchema } from '../../../shared/guides/action.ts';
import { languages, pickLanguage, type Language } from '../../../shared/language.ts';
import type { Routes } from '../hub-context.ts';

const style = `body{font:18px/1.5 system-ui,sans-serif;max-width:34em;margin:12vh auto;padding:0 1em;color:#1a1c20;background:#fff}
a{display:inline-block;padding:.6em 1.2em;border-radius:8px;background:#1d4ed8;color:#fff;text-decoration:none;font-weight:600}
a:focus-visible{outline:3px solid #93b4ff;outline-offset:3px}
@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#17181b}a{background:#9db8ff;color:#10131a}}`;
const styleHash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function page(language: Language, body: string, title: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${style}</style></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>`;
}

/** The languages of a browser, best first. */
const preferred = (header: string | undefined): string[] =>
  (header ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '');

/**
 * Where an agent's answer leads: a page with a link that opens the guide in the panel. Nothing opens by itself, and
 * whether the guide exists the machine knows, not this page.
 */
export const landingRoutes: Routes = (server, _context, { anybody }) => {
  const words = new Map(languages.map((language) => [language, createI18n(language).t]));
  server.get<{ Params: { id: string } }>('/guide/:id', { onRequest: anybody }, async (request, reply) => {
    const language = pickLanguage(preferred(request.headers['accept-language']));
    const t = words.get(language) ?? createI18n(language).t;
    const id = guideIdSchema.safeParse(request.params.id);
    void reply
      .headers({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' })
      .headers({ 'referrer-policy': 'no-referrer', vary: 'accept-language' })
      .type('text/html; charset=utf-8');
    if (!id.success) return reply.code(404).send(page(language, '', t('landing.unknown')));
    const link = `<p><a href="zeroline://guide/${id.data}">${escape(t('landing.open'))}</a></p>`;
    return reply.send(page(language, `${link}<p>${escape(t('landing.hint'))}</p>`, t('landing.title')));
  });
};
