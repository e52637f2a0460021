import fc from 'fast-check';
import type { Language } from '../../../shared/language.ts';
import type { SearchText } from '../../../shared/search/search-text.ts';

/** Words that are each other's inflections, parts, misspellings or accents: what an index relates. */
export const vocabulary: Readonly<Record<'en' | 'sv' | 'de' | 'hu', readonly string[]>> = {
  en: [
    'password',
    'passwords',
    'passport',
    'printer',
    'Wi-Fi',
    'TCP/IP',
    'the',
    "can't",
    '0x8007-0005',
    'scan',
  ],
  sv: [
    'lösenord',
    'lösenordet',
    'nätverk',
    'skrivare',
    'nätverksskrivare',
    'skrivarkabel',
    'kabel',
    'på',
    'scan',
  ],
  de: ['Drücker', 'Drucker', 'Schule', 'Schulbuch', 'Buch', 'Straße', 'KB5034441', 'für', 'Strasse'],
  hu: ['jelszó', 'jelszavam', 'változtatás', 'jelszóváltoztatás', 'űrlap', 'nem', 'a'],
};

const isSpoken = (language: Language): language is keyof typeof vocabulary => language in vocabulary;

export const wordOf = (language: Language): fc.Arbitrary<string> =>
  fc.constantFrom(...(isSpoken(language) ? vocabulary[language] : vocabulary.en));

const phraseOf = (language: Language, maxLength: number): fc.Arbitrary<string> =>
  fc.array(wordOf(language), { maxLength }).map((words) => words.join(' '));

// Two of them often, so that guides are many enough in one language.
export const someLanguage: fc.Arbitrary<Language> = fc.constantFrom(
  'en',
  'en',
  'en',
  'sv',
  'sv',
  'sv',
  'de',
  'hu',
);

const textWith = (id: string): fc.Arbitrary<SearchText> =>
  someLanguage.chain((language) =>
    fc.record({
      id: fc.constant(id),
      language: fc.constant(language),
      title: phraseOf(language, 4),
      words: fc.array(wordOf(language), { maxLength: 3 }),
      summary: phraseOf(language, 5),
      // Long enough now and then for several passages.
      body: fc
        .tuple(phraseOf(language, 12), fc.constantFrom(1, 1, 1, 40))
        .map(([text, times]) => `${text} `.repeat(times)),
    }),
  );

export const textIds: readonly string[] = Array.from({ length: 12 }, (_, number) => `guide-${number}`);

/** Up to twelve guides in several languages, each id once. */
export const someTexts: fc.Arbitrary<SearchText[]> = fc
  .uniqueArray(fc.constantFrom(...textIds), { maxLength: textIds.length })
  .chain((ids) => fc.tuple(...ids.map(textWith)));

/** Guides as they are at one time after another: of each id there are two texts, and any time has one of them or none. */
export const someHistory: fc.Arbitrary<SearchText[][]> = fc
  .tuple(...textIds.map((id) => fc.tuple(textWith(id), textWith(id))))
  .chain((pairs) => {
    const time = fc.tuple(...pairs.map(([one, other]) => fc.constantFrom([one], [one], [other], [])));
    return fc.array(
      time.map((texts) => texts.flat()),
      { minLength: 2, maxLength: 5 },
    );
  });

/** What people type: words, beginnings of words, slips and joined words. */
export const someQuestion = fc.record({
  language: someLanguage,
  text: someLanguage
    .chain((language) => phraseOf(language, 3))
    .chain((words) =>
      fc.constantFrom('', ' ', 'pri', 'pasword', 'losen ord', 'x').map((more) => `${words} ${more}`),
    ),
});
