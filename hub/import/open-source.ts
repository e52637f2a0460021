import { ok, refuse, type Result } from '../../shared/result.ts';
import type { ArticleSource } from './article.ts';
import { markdownFolder } from './markdown-folder.ts';
import { mediawiki } from './mediawiki.ts';
import { redmine } from './redmine.ts';
import { requestTracker } from './request-tracker.ts';
import { createServerClient, type ServerClient } from './server-client.ts';
import { folderKeys, type SourceKeys } from './source-key.ts';

export const sourceKinds = ['markdown', 'rt', 'redmine', 'mediawiki'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export interface OpenSourceOptions {
  env: Readonly<Record<string, string | undefined>>;
  /** An option of the command line by its name. */
  option(name: string): string | undefined;
  sleep(ms: number): Promise<void>;
  nowMs(): number;
  /** The knowledge base that gets the guides. */
  kbFolder: string;
}

/** An opened source; its key names it in the ledger. */
export interface OpenedSource extends SourceKeys {
  source: ArticleSource;
  warnings: string[];
}

/** What the person who typed the command has to change. */
export interface SourceProblem {
  kind: 'wrong-usage';
  detail: string;
}

/** Opens a source; no server is asked yet. */
export function openSource(
  kind: SourceKind,
  address: string,
  options: OpenSourceOptions,
): Result<OpenedSource, SourceProblem> {
  if (kind === 'markdown') {
    if (/^https?:\/\//i.test(address)) return wrong('Name the folder that holds the .md files.');
    const name = options.option('name');
    if (name !== undefined && !nameForm.test(name)) {
      return wrong('--name has at most 100 characters, without slashes.');
    }
    return ok({
      source: markdownFolder(address),
      ...folderKeys(address, options.kbFolder, name),
      warnings: [],
    });
  }
  const base = baseOf(address);
  if (!base.ok) return base;
  const opened = openers[kind](base.value, options);
  if (!opened.ok) return opened;
  const key = [kind, base.value.href.replace(/\/$/, ''), ...opened.value.scope].join(' ');
  return ok({ source: opened.value.source, key, olderKeys: [], warnings: warningsFor(base.value) });
}

const nameForm = /^[^/\\\p{Cc}]{1,100}$/u;

const wrong = (detail: string) => refuse<SourceProblem>({ kind: 'wrong-usage', detail });

function baseOf(address: string): Result<URL, SourceProblem> {
  // What people copy out of the address bar, and what API documentation names.
  const root = address.replace(/\/(?:REST\/2\.0|api\.php|index\.php)?\/*$/, '');
  const base = URL.canParse(root) ? new URL(`${root}/`) : undefined;
  if (!base || !/^https?:$/.test(base.protocol)) return wrong('Name the server by its address: https://...');
  if (base.username !== '' || base.password !== '') {
    return wrong('Leave the name and password out of the address: they come from the environment.');
  }
  if (base.search !== '' || base.hash !== '') return wrong('Name the address without what follows ? or #.');
  return ok(base);
}

function warningsFor({ protocol, hostname, origin }: URL): string[] {
  const isOwn = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  if (protocol === 'https:' || isOwn) return [];
  return [`Warning: ${origin} is not https, so the credentials can be read on the way.`];
}

/** A source and what narrows it down, for the ledger's key. */
type Opener = (
  base: URL,
  options: OpenSourceOptions,
) => Result<{ source: ArticleSource; scope: string[] }, SourceProblem>;

const openers: Readonly<Record<Exclude<SourceKind, 'markdown'>, Opener>> = {
  rt(base, options) {
    const variable = 'ZEROLINE_RT_TOKEN';
    const client = clientFor(base, variable, options, (token) => ({ Authorization: `token ${token}` }));
    const className = options.option('class');
    const bodyFields = options
      .option('body')
      ?.split(',')
      .map((name) => name.trim());
    const source = requestTracker({ client, base, className, bodyFields });
    return ok({ source, scope: className === undefined ? [] : [`class=${className}`] });
  },
  redmine(base, options) {
    const client = clientFor(base, 'ZEROLINE_REDMINE_KEY', options, (key) => ({ 'X-Redmine-API-Key': key }));
    const project = options.option('project');
    if (project === undefined) return wrong('Say which project has the wiki: --project ID');
    const format = options.option('format');
    if (format !== undefined && format !== 'textile' && format !== 'markdown') {
      return wrong('--format is textile or markdown.');
    }
    return ok({ source: redmine({ client, base, project, format }), scope: [`project=${project}`] });
  },
  mediawiki(base, options) {
    const variable = 'ZEROLINE_MEDIAWIKI_USER';
    const client = clientFor(base, variable, options, () => ({}), true);
    const { [variable]: user = '', ZEROLINE_MEDIAWIKI_PASSWORD: password = '' } = options.env;
    if ((user === '') !== (password === '')) {
      return wrong(
        'Set both ZEROLINE_MEDIAWIKI_USER and ZEROLINE_MEDIAWIKI_PASSWORD, or neither for an open wiki.',
      );
    }
    const namespace = options.option('space') ?? '0';
    if (!/^\d+$/.test(namespace)) return wrong('--space is the number of a namespace.');
    const category = options.option('category');
    const account = user === '' ? undefined : { user, password };
    const scope = [
      ...(namespace === '0' ? [] : [`space=${namespace}`]),
      ...(category ? [`category=${category}`] : []),
    ];
    return ok({ source: mediawiki({ client, base, account, namespace, category }), scope });
  },
};

function clientFor(
  base: URL,
  variable: string,
  { env, sleep, nowMs }: OpenSourceOptions,
  headersOf: (secret: string) => Record<string, string>,
  keepsCookies = false,
): ServerClient {
  const secret = env[variable] ?? '';
  return createServerClient({
    base,
    variable,
    headers: secret === '' ? {} : headersOf(secret),
    keepsCookies,
    sleep,
    nowMs,
  });
}
