import { areaIdSchema } from '../../../shared/guides/guide.ts';
import { languageSchema } from '../../../shared/base-schemas.ts';
import { fallbackLanguage, languages } from '../../../shared/language.ts';
import { countOutcomes, printReport } from '../../import/import-report.ts';
import { openSource, sourceKinds } from '../../import/open-source.ts';
import { runImport } from '../../import/run-import.ts';
import { runRefusalText, type RunRefusal } from '../../import/run-refusal.ts';
import type { GuideDefaults } from '../../import/to-guide.ts';
import {
  textOption,
  textOptions,
  UsageError,
  type Command,
  type CommandInput,
  type Ending,
  type OptionValues,
} from '../command.ts';

const ownerCharsMax = 80;

export const importArticles: Command = {
  name: 'import',
  usage: 'markdown|rt|redmine|mediawiki SOURCE --into DIR --area ID',
  summary: 'make guides of the articles an organisation already has, again and again',
  details: `
SOURCE is a folder of Markdown files, or the address of Request Tracker, a Redmine or a MediaWiki. Only what changed is
fetched. A guide that an editor changed is never overwritten. DIR/imports.json remembers what came from where: keep it
with the guides.

--into DIR        the knowledge base
--area ID         the area of new guides, from areas.yaml
--language TAG    the articles' language: ${languages.join(', ')} (en)
--owner TEXT      the team that answers for the guides (Service desk)
--name NAME       markdown: what imports.json calls the folder, where people have it in different places
--skip TITLE      leave this article out; may be given several times
--class NAME      rt: only the articles of this class
--body NAME,NAME  rt: the custom fields that hold the text, where their names don't tell
--project ID      redmine: the project whose wiki it is (needed)
--format NAME     redmine: textile or markdown, where it can't be told from the text
--space NUMBER    mediawiki: the namespace (0)
--category NAME   mediawiki: only the pages of this category
--mine ID,ID      changed in the source and here: what is here stays, until the source changes again
--theirs ID,ID    take the source's text, whatever stands here
--prune           remove guides whose articles are gone
--allow-fewer     carry on though more than a fifth of the imported articles are gone, or all
--dry-run         say what would happen and write nothing
--json            outcomes: how many of each; articles: { sourceId, title, guide, outcome, reason, lost: [{ kind, detail }] };
                  refusal: why nothing was imported, { kind, detail }

Credentials come from the environment: ZEROLINE_RT_TOKEN, ZEROLINE_REDMINE_KEY, ZEROLINE_MEDIAWIKI_USER and
ZEROLINE_MEDIAWIKI_PASSWORD (a bot password).`,
  options: {
    into: { type: 'string' },
    area: { type: 'string' },
    language: { type: 'string' },
    owner: { type: 'string' },
    name: { type: 'string' },
    skip: { type: 'string', multiple: true },
    class: { type: 'string' },
    body: { type: 'string' },
    project: { type: 'string' },
    format: { type: 'string' },
    space: { type: 'string' },
    category: { type: 'string' },
    mine: { type: 'string' },
    theirs: { type: 'string' },
    prune: { type: 'boolean' },
    'allow-fewer': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  },
  async run(input, { console, env, nowMs, progress }) {
    const { values } = input;
    const { kind, address } = sourceOf(input);
    const defaults = defaultsFrom(values, nowMs);
    const kbFolder = required(values, 'into');
    const withLanguage = (key: string): string => `${key} (${defaults.language})`;
    const opened = openSource(kind, address, {
      env,
      option: (name) => textOption(values, name),
      sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
      nowMs: () => Date.now(),
      kbFolder,
    });
    if (!opened.ok) throw new UsageError(opened.error.detail);
    for (const warning of opened.value.warnings) console.error(warning);
    const result = await runImport({
      kbFolder,
      source: opened.value.source,
      key: withLanguage(opened.value.key),
      olderKeys: opened.value.olderKeys.map(withLanguage),
      defaults,
      skipped: new Set(textOptions(values, 'skip')),
      settled: { mine: new Set(idsOf(values, 'mine')), theirs: new Set(idsOf(values, 'theirs')) },
      prune: values.prune === true,
      allowFewer: values['allow-fewer'] === true,
      dryRun: values['dry-run'] === true,
      progress,
    });
    if (!result.ok) {
      const detail = runRefusalText(result.error);
      console.error(`error: ${detail}`);
      return { ending: endingOf(result.error), json: { refusal: { kind: result.error.kind, detail } } };
    }
    printReport(result.value, console);
    return { ending: 'done', json: { outcomes: countOutcomes(result.value), articles: result.value } };
  },
};

const required = (values: OptionValues, name: 'into' | 'area'): string => {
  const value = textOption(values, name);
  if (value === undefined) throw new UsageError(`--${name} is needed.`);
  return value;
};

const idsOf = (values: OptionValues, name: string): string[] =>
  textOption(values, name)
    ?.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '') ?? [];

function sourceOf({ positionals }: CommandInput) {
  const [written, address, ...rest] = positionals;
  const kind = sourceKinds.find((name) => name === written);
  if (kind === undefined && written !== undefined && address === undefined)
    throw new UsageError(`Say what "${written}" is, before it: ${sourceKinds.join(', ')}.`);
  if (kind === undefined || address === undefined || rest.length > 0) {
    throw new UsageError(`Name one kind (${sourceKinds.join(', ')}) and one source.`);
  }
  return { kind, address };
}

function defaultsFrom(values: OptionValues, nowMs: number): GuideDefaults {
  const area = areaIdSchema.safeParse(required(values, 'area'));
  if (!area.success) throw new UsageError('--area is an id from areas.yaml.');
  const language = languageSchema.safeParse(textOption(values, 'language') ?? fallbackLanguage);
  if (!language.success) throw new UsageError(`--language is one of ${languages.join(', ')}.`);
  const owner = textOption(values, 'owner') ?? 'Service desk';
  if (owner.length > ownerCharsMax) throw new UsageError(`--owner has at most ${ownerCharsMax} characters.`);
  return {
    area: area.data,
    language: language.data,
    owner,
    today: new Date(nowMs).toISOString().slice(0, 10),
  };
}

function endingOf({ kind }: RunRefusal): Ending {
  if (kind === 'shrunk') return 'refused';
  if (kind === 'no-area' || kind === 'unknown-guide') return 'usage';
  if (kind === 'kb-broken' || kind === 'ledger-unreadable') return 'mistakes';
  return kind === 'not-signed-in' ? 'keys' : 'outside';
}
