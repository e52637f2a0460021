import { isNews, type Plan } from '../../publish/plan.ts';
import {
  preparePublication,
  publish as publishKb,
  publishEnding,
  type PublishAsk,
  type PublishRefusal,
} from '../../publish/publication.ts';
import { bytesInWords, planInWords } from '../../publish/report.ts';
import {
  counted,
  textOption,
  UsageError,
  type Command,
  type CommandContext,
  type CommandInput,
  type CommandResult,
} from '../command.ts';
import { compileFolder } from '../compile-folder.ts';
import { lifetimesOf, openKeys, refusedSigning, signingHelp, signingOptions } from '../open-keys.ts';
import { openTo } from '../open-place.ts';

const isHalf = (text: string): text is 'guides' | 'notices' => text === 'guides' || text === 'notices';

function askedFor({ positionals, values }: CommandInput) {
  const [folder, to, ...rest] = positionals;
  if (!folder || !to || rest.length > 0)
    throw new UsageError(
      'Name the knowledge base and where it is published: a folder or s3://bucket/prefix.',
    );
  const keys = textOption(values, 'keys');
  if (keys === undefined) throw new UsageError('Say where the keys are: --keys KEYS');
  const only = textOption(values, 'only');
  if (only !== undefined && !isHalf(only)) throw new UsageError('--only takes guides or notices.');
  return { folder, to, keys, only };
}

/** What `--json` says of a plan: the same as the lines for people. */
const planAsJson = ({ languages, noticesChanged }: Plan) => ({ languages, noticesChanged });

async function dryRun(ask: PublishAsk, { console }: CommandContext): Promise<CommandResult | PublishRefusal> {
  const prepared = await preparePublication(ask);
  if (!prepared.ok) return prepared.error;
  const { plan } = prepared.value;
  for (const line of planInWords(plan)) console.log(line);
  console.log('nothing was written (--dry-run)');
  return { ending: 'done', json: { dryRun: true, ...planAsJson(plan) } };
}

async function forReal(
  ask: PublishAsk,
  { console }: CommandContext,
): Promise<CommandResult | PublishRefusal> {
  const published = await publishKb(ask);
  if (!published.ok) return published.error;
  const { plan, uploaded } = published.value;
  const files = `${counted(uploaded.files, 'file')}, ${bytesInWords(uploaded.bytes)}`;
  for (const line of planInWords(plan)) console.log(line);
  console.log(
    isNews(plan)
      ? `published to ${ask.destination.name}: ${files}`
      : `nothing new since the last time; the signature at ${ask.destination.name} was refreshed (${files})`,
  );
  return { ending: 'done', json: { dryRun: false, isNews: isNews(plan), uploaded, ...planAsJson(plan) } };
}

export const publish: Command = {
  name: 'publish',
  usage: 'DIR TO --keys KEYS',
  summary: 'check, sign and put the knowledge base in DIR where machines fetch it',
  details: `
TO is the folder that a web server shows, or s3://bucket/prefix (with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
AWS_REGION and, for other servers than Amazon's, AWS_ENDPOINT_URL). Content comes first and the signature last: a
publication that is cut short shows nothing, and the same command completes it.

  --keys KEYS             the key folder; \`zeroline keys init\` makes it
  --only guides|notices   one half: the other stays as it is, and its key is not needed
  --dry-run               write nothing; say what would change and what machines would download
  --allow-fewer           publish though a language loses more than a fifth of its guides
  --check-all             read every file, also of the last publication, and write anew what is gone or damaged
${signingHelp}

--json  as for check, and languages: list of { language, before, after: guides of its own, added, changed, removed,
        fullBytes, updateBytes }; noticesChanged; uploaded: { files, bytes }; isNews; dryRun; refusal: { kind, detail }`,
  options: {
    ...signingOptions,
    keys: { type: 'string' },
    only: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'allow-fewer': { type: 'boolean' },
    'check-all': { type: 'boolean' },
  },
  async run(input, context) {
    const { folder, to, keys, only } = askedFor(input);
    const { values } = input;
    const destination = openTo(to, context.env);
    if (!destination.ok) return refusedSigning(destination.error, context);
    const ring = await openKeys(keys, values, context);
    if (!ring.ok) return refusedSigning(ring.error, context);
    const { kb, report } = await compileFolder(folder, context);
    if (!kb) return { ending: 'mistakes', json: report };
    const ask: PublishAsk = {
      ...{ kb, destination: destination.value, ring: ring.value },
      ...{ nowMs: context.nowMs, lifetimes: lifetimesOf(ring.value) },
      ...(only !== undefined && { only }),
      ...{ allowFewer: values['allow-fewer'] === true, checkAll: values['check-all'] === true },
      progress: context.progress,
    };
    const result = await (values['dry-run'] === true ? dryRun(ask, context) : forReal(ask, context));
    if ('ending' in result) return { ending: result.ending, json: { ...report, ...result.json } };
    context.console.error(`error: ${result.detail}`);
    return { ending: publishEnding(result), json: { ...report, refusal: result } };
  },
};
