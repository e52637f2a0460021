import { create, insertMultiple, save, search as ask } from '@orama/orama';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { boosts, fieldText, type Engine } from './engine.ts';
import { perLanguage, type LanguageEngine } from './per-language.ts';

const tokenizers = {
  en: { language: 'english', stemmer: english },
  nb: { language: 'norwegian', stemmer: norwegian },
  sv: { language: 'swedish', stemmer: swedish },
  da: { language: 'danish', stemmer: danish },
  de: { language: 'german', stemmer: german },
  hu: { language: 'hungarian', stemmer: hungarian },
} as const;

const schema = { id: 'string', title: 'string', words: 'string', summary: 'string', body: 'string' } as const;

/** It offers promises for plugins that need them; without such it answers at once. */
function atOnce<T>(given: T | Promise<T>): T {
  if (given instanceof Promise) throw new Error('Orama answered later.');
  return given;
}

/** Whole words first, then beginnings, then one wrong letter, and at last what has any of the words. */
const passes = [
  { threshold: 0, exact: true },
  { threshold: 0 },
  { threshold: 0, tolerance: 1 },
  { threshold: 1 },
];

/** Its own tokenizers with their stemmers; asked strictly first, because it ranks a rare slip above a whole word. */
export const orama = (): Engine =>
  perLanguage((language, guides): LanguageEngine => {
    const database = create({
      schema,
      components: { tokenizer: { stemming: true, ...tokenizers[language] } },
    });
    const rows = guides.map((guide) => {
      const { id, title, summary, body } = guide;
      return { id, title, summary, body, words: fieldText(guide, 'words') };
    });
    atOnce(insertMultiple(database, rows, rows.length));

    function search(term: string, limit: number): string[] {
      const properties: (keyof typeof boosts)[] = ['title', 'words', 'summary', 'body'];
      const found = new Set<string>();
      for (const pass of passes) {
        if (found.size >= limit) break;
        const { hits } = atOnce(ask(database, { term, limit, properties, boost: { ...boosts }, ...pass }));
        for (const { document } of hits) found.add(document.id);
      }
      return [...found].slice(0, limit);
    }

    return { search, bytes: () => Buffer.byteLength(JSON.stringify(save(database))) };
  });
