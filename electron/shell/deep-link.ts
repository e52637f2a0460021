import { guideIdSchema } from '../../shared/guides/action.ts';

/** What a start, a second start or a link asks for. Anything else asks for nothing. */
export type Asked = { kind: 'toggle' } | { kind: 'show' } | { kind: 'guide'; id: string } | { kind: 'hidden' };

const linkCharsMax = 256;

/** `guide/<id>` -> its id; the grammar is strict, whether the guide exists is checked later. */
function guideOf(path: string): string | undefined {
  const match = /^guide\/([^/?#]+)$/.exec(path);
  const id = guideIdSchema.safeParse(match?.[1]);
  return id.success ? id.data : undefined;
}

/** `zeroline://guide/<id>`, as other programs open it. */
export function guideOfLink(link: string): string | undefined {
  if (link.length > linkCharsMax) return undefined;
  const match = /^zeroline:\/\/(guide\/[a-z0-9-]+)\/?$/.exec(link);
  return match?.[1] === undefined ? undefined : guideOf(match[1]);
}

/**
 * What a command line asks for: `--open guide/<id>`, a `zeroline:` link (Windows and Linux pass it as an argument),
 * `--toggle`, `--hidden`. Without any of them a start shows the panel.
 */
export function askedBy(argv: readonly string[]): Asked {
  const openAt = argv.findIndex((word) => word === '--open' || word.startsWith('--open='));
  const opened = argv[openAt];
  const path = opened === '--open' ? argv[openAt + 1] : opened?.slice('--open='.length);
  const id =
    (path === undefined ? undefined : guideOf(path)) ?? argv.map(guideOfLink).find((found) => found !== undefined);
  if (id !== undefined) return { kind: 'guide', id };
  if (argv.includes('--toggle')) return { kind: 'toggle' };
  return argv.includes('--hidden') ? { kind: 'hidden' } : { kind: 'show' };
}
