import { z } from 'zod';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Article, ArticleHead, ArticleSource } from './article.ts';
import { decodeUrl } from './decode-url.ts';
import type { ImportRefusal } from './import-refusal.ts';
import type { ServerClient } from './server-client.ts';

const errorSchema = z.object({ error: z.object({ code: z.string(), info: z.string() }) });
const tokenSchema = z.object({ query: z.object({ tokens: z.object({ logintoken: z.string() }) }) });
const loginSchema = z.object({ login: z.object({ result: z.string() }) });
const listSchema = z.object({
  continue: z.record(z.string(), z.string()).optional(),
  query: z
    .object({
      pages: z.array(
        z.object({
          pageid: z.number(),
          title: z.string(),
          revisions: z.array(z.object({ revid: z.number(), timestamp: z.string() })).optional(),
        }),
      ),
    })
    .optional(),
});
const parseSchema = z.object({
  parse: z.object({
    pageid: z.number(),
    title: z.string(),
    revid: z.number(),
    text: z.string(),
    categories: z.array(z.object({ category: z.string(), hidden: z.boolean().optional() })),
  }),
});

export interface MediawikiOptions {
  client: ServerClient;
  base: URL;
  /** A bot password; nothing for a wiki that everyone may read. */
  account: { user: string; password: string } | undefined;
  namespace: string;
  category: string | undefined;
}

const variable = 'ZEROLINE_MEDIAWIKI_USER and ZEROLINE_MEDIAWIKI_PASSWORD';
const signInCodes: readonly string[] = [
  'readapidenied',
  'assertuserfailed',
  'permissiondenied',
  'notloggedin',
];
const goneCodes: readonly string[] = ['nosuchpageid', 'missingtitle'];
const pagesMax = 1000;
const pictureBytesMax = 10_000_000;

/** The pages of a MediaWiki, as the wiki itself renders them: templates are already filled in. */
export function mediawiki({ client, base, account, namespace, category }: MediawikiOptions): ArticleSource {
  const ids = new Map<string, string>();
  const updatedOn = new Map<string, string>();

  async function ask<T>(
    parameters: Record<string, string>,
    schema: z.ZodType<T>,
  ): Promise<Result<T, ImportRefusal>> {
    const session =
      account && parameters.action !== 'login' && parameters.meta !== 'tokens' ? { assert: 'user' } : {};
    const form = new URLSearchParams({ ...parameters, ...session, format: 'json', formatversion: '2' });
    // A password belongs into a body; the wiki's log keeps addresses.
    const answer = await client.json(
      { method: 'POST', path: 'api.php', body: form },
      z.union([errorSchema, schema]),
    );
    if (!answer.ok) return answer;
    const failed = errorSchema.safeParse(answer.value);
    if (!failed.success) return ok(answer.value as T);
    const { code, info } = failed.data.error;
    const url = new URL('api.php', base).href;
    if (signInCodes.includes(code)) return refuse({ kind: 'not-signed-in', url, variable });
    if (goneCodes.includes(code))
      return refuse({ kind: 'not-found', url: `${url} page ${parameters.pageid ?? ''}` });
    if (code === 'ratelimited' || code === 'maxlag') return refuse({ kind: 'busy', url, status: 429 });
    return refuse({ kind: 'not-understood', url, reason: `${code}: ${info}` });
  }

  async function signIn(): Promise<Result<void, ImportRefusal>> {
    if (!account) return ok(undefined);
    const token = await ask({ action: 'query', meta: 'tokens', type: 'login' }, tokenSchema);
    if (!token.ok) return token;
    const { logintoken } = token.value.query.tokens;
    const login = {
      action: 'login',
      lgname: account.user,
      lgpassword: account.password,
      lgtoken: logintoken,
    };
    const done = await ask(login, loginSchema);
    if (!done.ok) return done;
    if (done.value.login.result === 'Success') return ok(undefined);
    return refuse({ kind: 'not-signed-in', url: new URL('api.php', base).href, variable });
  }

  const generator: Record<string, string> =
    category === undefined
      ? { generator: 'allpages', gapnamespace: namespace, gapfilterredir: 'nonredirects', gaplimit: '50' }
      : {
          generator: 'categorymembers',
          gcmtitle: `Category:${category}`,
          gcmnamespace: namespace,
          gcmtype: 'page',
          gcmlimit: '50',
        };

  return {
    async list() {
      const signedIn = await signIn();
      if (!signedIn.ok) return signedIn;
      const heads: ArticleHead[] = [];
      let more: Record<string, string> | undefined = {};
      for (let page = 1; more && page <= pagesMax; page += 1) {
        const listed: Result<z.infer<typeof listSchema>, ImportRefusal> = await ask(
          { action: 'query', ...generator, prop: 'revisions', rvprop: 'ids|timestamp', ...more },
          listSchema,
        );
        if (!listed.ok) return listed;
        for (const { pageid, title, revisions } of listed.value.query?.pages ?? []) {
          const [revision] = revisions ?? [];
          if (!revision) continue;
          const sourceId = String(pageid);
          ids.set(titleKey(title), sourceId);
          updatedOn.set(sourceId, revision.timestamp.slice(0, 10));
          heads.push({ sourceId, title, revision: String(revision.revid) });
        }
        more = listed.value.continue;
      }
      return ok(heads);
    },
    async read(head) {
      const asked = {
        action: 'parse',
        pageid: head.sourceId,
        prop: 'text|categories|revid',
        disableeditsection: '1',
        disabletoc: '1',
      };
      const read = await ask(asked, parseSchema);
      if (!read.ok) return read;
      const { title, revid, text, categories } = read.value.parse;
      const article: Article = {
        sourceId: head.sourceId,
        title,
        revision: String(revid),
        url: new URL(`index.php?curid=${head.sourceId}`, base).href,
        body: { kind: 'html', text },
        updatedOn: updatedOn.get(head.sourceId) ?? '',
        tags: categories
          .filter(({ hidden }) => hidden !== true)
          .map(({ category: name }) => name.replaceAll('_', ' ')),
        attachments: picturesIn(text, base),
        lost: [],
      };
      return ok(article);
    },
    sourceIdOf: (url) => pageAt(url, base, ids),
    readAttachment: ({ url }) => client.bytes({ path: url, bytesMax: pictureBytesMax }),
  };
}

const titleKey = (title: string): string => title.replaceAll('_', ' ');

/** Pictures on the wiki's own server; those of others stay where they are. */
function picturesIn(html: string, base: URL): Article['attachments'] {
  const sources = Array.from(html.matchAll(/<img\b[^>]*?\bsrc="([^"]+)"/gi), (match) => match[1] ?? '');
  return [...new Set(sources)].flatMap((written) => {
    const name = written.replaceAll('&amp;', '&');
    if (!URL.canParse(name, base)) return [];
    const url = new URL(name, base);
    const root = base.pathname.replace(/\/+$/, '');
    const isBelow = url.origin === base.origin && url.pathname.startsWith(`${root}/`) && url.search === '';
    return isBelow ? [{ name, url: url.pathname.slice(root.length) }] : [];
  });
}

/** The page that a link of the wiki leads to: as `?title=`, or at the end of the path however that is set up. */
function pageAt(written: string, base: URL, ids: ReadonlyMap<string, string>): string | undefined {
  if (!URL.canParse(written, base)) return undefined;
  const url = new URL(written, base);
  if (url.origin !== base.origin) return undefined;
  const title = url.searchParams.get('title');
  if (title !== null) return ids.get(titleKey(title));
  const parts = url.pathname.split('/');
  const ends = parts.map((_, index) => titleKey(decodeUrl(parts.slice(index).join('/'))));
  return ends.map((end) => ids.get(end)).find((id) => id !== undefined);
}
