import lunr from 'lunr';
import { boosts, fields, fieldText, type Engine } from './engine.ts';
import { perLanguage, type LanguageEngine } from './per-language.ts';
import { stemmed, wordsIn } from './stems.ts';

const exactBoost = 10;
const beginningBoost = 5;
const slipLettersMin = 4;

/** Its own pipeline for English; our stems for the languages that it would need a plugin for. */
export const lunrSearch = (): Engine =>
  perLanguage((language, guides): LanguageEngine => {
    const stem = stemmed(language);
    // Stemmed outside: a function in its pipeline would have to be registered for the whole program.
    const termsIn = (text: string): string[] => (language === 'en' ? wordsIn(text) : wordsIn(text).map(stem));
    const index = lunr((builder) => {
      builder.ref('id');
      for (const field of fields) builder.field(field, { boost: boosts[field] });
      if (language !== 'en') {
        builder.pipeline.reset();
        builder.searchPipeline.reset();
      }
      for (const guide of guides) {
        const texts = fields.map((field) => [field, termsIn(fieldText(guide, field))] as const);
        builder.add({ id: guide.id, ...Object.fromEntries(texts) });
      }
    });

    function search(typed: string, limit: number): string[] {
      const words = termsIn(typed.toLowerCase());
      const found = index.query((query) => {
        for (const word of words) {
          query.term(word, { boost: exactBoost });
          if (word.length >= slipLettersMin) query.term(word, { editDistance: 1 });
        }
        const last = words.at(-1);
        if (last === undefined) return;
        query.term(last, {
          boost: beginningBoost,
          usePipeline: false,
          wildcard: lunr.Query.wildcard.TRAILING,
        });
      });
      return found.slice(0, limit).map(({ ref }) => ref);
    }

    return { search, bytes: () => Buffer.byteLength(JSON.stringify(index)) };
  });
