import { writeFile } from 'node:fs/promises';
import { costOfOwn, costOfVersus, subjectsAt, worstOf, type Cost, type Subject } from './search/costs.ts';
import type { Engine } from './search/engines/engine.ts';
import { versusEngines, type VersusName } from './search/engines/versus.ts';
import { zeroline, type SynonymTables } from './search/engines/zeroline.ts';
import { readInputs, type Inputs } from './search/inputs.ts';
import { missesText } from './search/misses.ts';
import { readOptions, usage, type Options } from './search/options.ts';
import { askAll, gains, qualityOf, type Asked, type Quality } from './search/quality.ts';
import { measureReady, readyWord } from './search/ready.ts';
import { readSynonyms } from './search/synonym-tables.ts';
import { costTable, gainTable, qualityTable, worstLine } from './search/tables.ts';

// npm run bench:search: how often the right guide is found, how fast, and beside other engines.

const say = (line: string) => console.error(line);

function give(lines: string[]): void {
  for (const line of lines) console.error(line);
  process.exitCode = 2;
}

async function measure(
  options: Options,
  { sets, guides, queries, notes }: Inputs,
  synonyms: SynonymTables,
): Promise<void> {
  const own = () => zeroline(synonyms);
  const makers = new Map<string, () => Engine>([['zeroline', own]]);
  for (const name of options.versus) makers.set(name, versusEngines[name]);

  const results: Record<string, Quality> = {};
  const ownAsked: Asked[] = [];
  for (const [name, make] of makers) {
    say(`${queries.length} queries of ${guides.length} guides: ${name}`);
    const asked = askAll(make, sets, options.limit);
    results[name] = qualityOf(asked);
    if (make === own) ownAsked.push(...asked);
  }
  const costs = allCosts(options, { guides, queries }, own);
  if (options.misses !== undefined) await writeFile(options.misses, missesText(own, sets, ownAsked));
  print(options, { guides, queries, notes, languages: [...synonyms.keys()], results, costs });
}

function allCosts(
  { speedAt, speedLanguage, versus, limit }: Options,
  { guides, queries }: Pick<Inputs, 'guides' | 'queries'>,
  own: () => ReturnType<typeof zeroline>,
): Cost[] {
  if (speedAt.length === 0 || guides.length === 0) return [];
  const given: Subject = { section: 'given', guides, made: 0, queries };
  const costs: Cost[] = [];
  const add = (name: string, subject: Subject, cost: () => Cost): void => {
    say(`keystrokes in ${subject.guides.length} guides (${subject.section}): ${name}`);
    costs.push(cost());
  };
  add('zeroline', given, () => costOfOwn(own(), given, limit));
  for (const [at, count] of speedAt.entries()) {
    for (const subject of subjectsAt(count, guides, queries, speedLanguage)) {
      add('zeroline', subject, () => costOfOwn(own(), subject, limit));
      // The others are beside us at the smallest size: at the next one some take a quarter of an hour.
      if (at > 0 || subject.section !== 'one-language') continue;
      for (const name of versus) {
        add(name, subject, () => costOfVersus(name, versusEngines[name](), subject, limit));
      }
    }
  }
  return costs;
}

interface Measured extends Pick<Inputs, 'guides' | 'queries' | 'notes'> {
  /** Languages with synonyms. */
  languages: string[];
  results: Record<string, Quality>;
  costs: Cost[];
}

function print(options: Options, measured: Measured): void {
  const { results, costs, notes } = measured;
  const anchors: VersusName[] = ['minisearch', 'minisearch-naive'];
  const over = anchors.find((name) => results[name]);
  const ownResult = results['zeroline'];
  const gained =
    over !== undefined && ownResult && results[over] ? gains(ownResult, results[over]) : undefined;
  const worst = worstOf(costs);
  const synonyms = measured.languages.length > 0 ? measured.languages.join(', ') : 'none';
  console.log(`${measured.queries.length} queries, ${measured.guides.length} guides; synonyms: ${synonyms}`);
  for (const note of notes) console.log(note);
  console.log(`\n${qualityTable(results)}`);
  if (over !== undefined && gained) console.log(`\n${gainTable(over, gained)}`);
  if (costs.length > 0) {
    console.log(`\n${costTable(costs)}`);
    console.log('"made" guides are halves of two given ones in the same language, put together.');
    for (const one of worst) console.log(worstLine(one));
  }
  if (!options.json) return;
  const counts = { guides: measured.guides.length, queries: measured.queries.length, limit: options.limit };
  const versus = gained ? { over, ...gained } : undefined;
  console.log(
    JSON.stringify({ ...counts, synonyms: measured.languages, notes, results, versus, costs, worst }),
  );
}

const words = process.argv.slice(2);
if (words[0] === readyWord) {
  console.log(JSON.stringify(measureReady(words[1] ?? '')));
} else {
  const options = readOptions(words);
  const refused = (details: string[]) => give(details.map((detail) => `error: ${detail}`));
  if (!options.ok) give([`error: ${options.error.detail}`, usage]);
  else {
    const synonyms = await readSynonyms(options.value.synonyms);
    const inputs = await readInputs(options.value);
    if (!synonyms.ok) refused(synonyms.error.details);
    else if (!inputs.ok) refused(inputs.error.details);
    else await measure(options.value, inputs.value, synonyms.value);
  }
}
