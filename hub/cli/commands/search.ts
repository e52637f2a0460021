import { languageOf, languages, type Language } from '../../../shared/language.ts';
import { explain, type Explanation, type Reason } from '../../../shared/search/explain.ts';
import { buildIndex } from '../../../shared/search/guide-index.ts';
import { searchTextOf } from '../../../shared/search/search-text.ts';
import { compileSynonyms } from '../../../shared/search/synonyms.ts';
import type { Pack } from '../../../shared/packs/pack.ts';
import { packInUse } from '../../search/pack-in-use.ts';
import { counted, textOption, UsageError, type Command, type OptionValues } from '../command.ts';

const usualLimit = 5;
const limitMax = 100;

function languageIn(values: OptionValues): Language {
  const written = textOption(values, 'lang');
  const found = written === undefined ? undefined : languageOf(written);
  if (!found) throw new UsageError(`Say in which language: --lang, one of ${languages.join(', ')}.`);
  return found;
}

function limitIn(values: OptionValues): number {
  const written = textOption(values, 'limit');
  if (written === undefined) return usualLimit;
  const limit = /^\d{1,3}$/.test(written) ? Number(written) : 0;
  if (limit >= 1 && limit <= limitMax) return limit;
  throw new UsageError(`--limit is a number from 1 to ${limitMax}.`);
}

/** What a person who types `text` finds. */
function ask({ guides, language, synonyms }: Pack, text: string, limit: number) {
  const index = buildIndex(guides.map(searchTextOf));
  const question = { text, language, limit, synonyms: compileSynonyms(synonyms, language) };
  const { answer, explanations } = explain(index, question);
  const guideOf = new Map(guides.map((guide) => [guide.id, guide]));
  const why = new Map(explanations.map((explanation) => [explanation.id, explanation]));
  const hits = answer.hits.map(({ id, score }) => {
    const { title = id, language: its = language } = guideOf.get(id) ?? {};
    return { id, title, language: its, score: rounded(score), why: why.get(id) };
  });
  return { hits, meant: answer.meant };
}

/** More digits would say nothing, and differ between machines. */
const rounded = (points: number): number => Math.round(points * 1000) / 1000;

const reasonLine = ({ word, how, found, fields, points }: Reason): string =>
  `     ${word}: ${how}${how === 'exact' ? '' : ` ${found.join(', ')}`} in ${fields.join(', ')}, ${points.toFixed(2)}`;

const reasonsIn = ({ coverage, reasons }: Explanation) => ({
  coverage: rounded(coverage),
  reasons: reasons.map((reason) => ({ ...reason, points: rounded(reason.points) })),
});

export const search: Command = {
  name: 'search',
  usage: '--kb DIR|PACK --lang LANG [--limit N] [--explain] WORDS',
  summary: 'find guides as the panel does, and show why they were found',
  details: `
The last word counts as unfinished, as in the panel; a space after it ends it: "print ". Guides that exist in English
only come after those in the language. That nothing was found is an answer, too: the command ends with 0.

  --kb DIR|PACK  a knowledge base's folder, one that \`zeroline build\` or \`zeroline publish\` wrote, or a pack
                 (sv.json). Guides with errors are left out
  --lang LANG    the language of whoever asks: ${languages.join(', ')}; no and nn are nb
  --limit N      at most so many guides (${usualLimit})
  --explain      below each guide, for each word: how it was found, as what, where, and the points for it alone.
                 exact; inflected; prefix: by its beginning; part: in a longer word; joined: written together or
                 apart; repaired: mistyped; synonym

--json  hits: list of { id, title, language, score }, best first, with --explain also coverage, the share of what was
        asked that the guide knows, and reasons, list of { word, how, found, fields, points };
        meant: list of { typed, meant }, words that were mistyped; guides: how many were searched; errors: how many
        the sources have; refusal: why there is no answer, { kind: no-knowledge-base|mistakes|unusable, detail }`,
  options: {
    kb: { type: 'string' },
    lang: { type: 'string' },
    limit: { type: 'string' },
    explain: { type: 'boolean' },
  },
  async run({ positionals, values }, { console, nowMs }) {
    const path = textOption(values, 'kb');
    if (path === undefined) throw new UsageError('Say where to search: --kb DIR|PACK');
    const language = languageIn(values);
    const limit = limitIn(values);
    const text = positionals.join(' ');
    if (text.trim() === '') throw new UsageError('Say what to search for.');
    const found = await packInUse(path, language, new Date(nowMs).toISOString().slice(0, 10));
    if (!found.ok) {
      console.error(`error: ${found.error.detail}`);
      const ending = found.error.kind === 'mistakes' ? 'mistakes' : 'outside';
      return { ending, json: { refusal: found.error } };
    }
    const { pack, errors } = found.value;
    if (errors > 0) {
      console.error(
        `${counted(errors, 'error')}: guides with errors are left out; see \`zeroline check ${path}\``,
      );
    }
    const { hits, meant } = ask(pack, text, limit);
    for (const { typed, meant: word } of meant) console.log(`meant: ${typed} -> ${word}`);
    hits.forEach(({ id, title, language: its, score, why }, place) => {
      const tag = its === language ? '' : `  (${its})`;
      console.log(`${String(place + 1).padStart(2)}. ${title}  ${id}${tag}  ${score.toFixed(2)}`);
      if (values['explain'] !== true || !why) return;
      for (const reason of why.reasons) console.log(reasonLine(reason));
    });
    if (hits.length === 0) console.log(`nothing found in ${counted(pack.guides.length, 'guide')}`);
    const shown = hits.map(({ why, ...hit }) =>
      values['explain'] === true && why ? { ...hit, ...reasonsIn(why) } : hit,
    );
    return { ending: 'done', json: { hits: shown, meant, guides: pack.guides.length, errors } };
  },
};
