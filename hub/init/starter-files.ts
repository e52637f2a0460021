import { fallbackLanguage, type Language } from '../../shared/language.ts';

// Bundled as texts: the command line is one file.
const own = import.meta.glob<string>('./starter/*', { query: '?raw', import: 'default', eager: true });
const fromSeed = import.meta.glob<string>(
  [
    '../../resources/kb/guides/{no-sound,disk-full,out-of-office}.*.md',
    '../../resources/kb/images/storage-bar.svg',
  ],
  { query: '?raw', import: 'default', eager: true },
);

export interface StarterWishes {
  organisationName: string | undefined;
  /** Beside English. */
  languages: readonly Language[];
  /** ISO date: the guides count as reviewed on this day. */
  today: string;
}

/** The files of a new knowledge base by path: they compile without a mistake, and show what a guide can do. */
export function starterFiles({ organisationName, languages, today }: StarterWishes): Map<string, string> {
  const wanted = new Set<string>([fallbackLanguage, ...languages]);
  const files = new Map<string, string>();
  for (const [path, text] of Object.entries(own)) files.set(path.replace('./starter/', ''), text);
  for (const [path, text] of Object.entries(fromSeed)) {
    const file = path.replace('../../resources/kb/', '');
    const language = /\.([a-z]{2})\.md$/.exec(file)?.[1];
    if (language === undefined) files.set(file, text);
    else if (wanted.has(language)) files.set(file, text.replace(/^reviewed: .*$/m, `reviewed: ${today}`));
  }
  const organisation = files.get('organisation.yaml');
  if (organisationName !== undefined && organisation !== undefined) {
    // A JSON string is a YAML string, whatever is in it.
    files.set(
      'organisation.yaml',
      organisation.replace(/^name: .*$/m, () => `name: ${JSON.stringify(organisationName)}`),
    );
  }
  return files;
}
