import { guideIdSchema } from '../../shared/guides/action.ts';

/** What a start, a second start or a link asks for. Anything else asks for nothing. */
export type Asked =
  { kind: 'toggle' } | { kind: 'show' } | { kind: 'guide'; id: string } | { kind: 'hidden' };

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

/** The guide after `--open`. Chromium hands a second start's words on with all switches first, so it may stand later. */
function guideToOpen(argv: readonly string[]): string | undefined {
  const joined = argv.find((word) => word.startsWith('--open='));
  if (joined !== undefined) return guideOf(joined.slice('--open='.length));
  const openAt = argv.indexOf('--open');
  return openAt < 0 ? undefined : firstOf(argv.slice(openAt + 1), guideOf);
}

/** The first word that reads as a guide. */
function firstOf(words: readonly string[], read: (word: string) => string | undefined): string | undefined {
  return words.map(read).find((id) => id !== undefined);
}

/**
 * What a command line asks for: `--open guide/<id>`, a `zeroline:` link (Windows and Linux pass it as an argument),
 * `--toggle`, `--hidden`. Without any of them a start shows the panel.
 */
export function askedBy(argv: readonly string[]): Asked {
  const id = guideToOpen(argv) ?? firstOf(argv, guideOfLink);
  if (id !== undefined) return { kind: 'guide', id };
  if (argv.includes('--toggle')) return { kind: 'toggle' };
  return argv.includes('--hidden') ? { kind: 'hidden' } : { kind: 'show' };
}
