import { shellWord } from '../../sign/commands-to-run.ts';
import { createKeyRing } from '../../sign/create-key-ring.ts';
import { shortId } from '../../sign/ring-key.ts';
import { lifetimes, rootRules, type Role, type RootRule } from '../../sign/lifetimes.ts';
import type { SavedKey } from '../../sign/save-keys.ts';
import {
  onePositional,
  textOption,
  textOptions,
  UsageError,
  type Command,
  type OptionValues,
} from '../command.ts';
import { refusedSigning } from '../open-keys.ts';
import { choosePassphrases, passphrasesFor } from '../passphrases.ts';

const whatItDoes: Record<Role, string> = {
  root: 'names all other keys',
  targets: 'signs guides',
  campaigns: 'signs notices and incidents',
  online: 'says every day that this is the newest',
};

const isRule = (text: string): text is RootRule => text in rootRules;

function ruleOf(values: OptionValues): RootRule {
  const rule = textOption(values, 'root') ?? '1-of-2';
  if (isRule(rule)) return rule;
  throw new UsageError(`--root is ${Object.keys(rootRules).join(' or ')}.`);
}

const nextSteps = (
  folder: string,
  printed: readonly SavedKey[],
  isFolderEnough: boolean,
  isOnlineOpen: boolean,
) => [
  '',
  ...printed.map(
    ({ path }) =>
      `Print ${path}, put it into a safe of its own, and delete the file: the key is nowhere else.`,
  ),
  ...(isFolderEnough
    ? [
        `Two of the three root keys lie in ${folder}: whoever steals the folder and its passphrase can change all keys.`,
        'With --print A --print B only one does.',
      ]
    : []),
  `Make a backup of ${folder} where no other copy burns with it. Without root keys nobody can ever change the keys.`,
  ...(isOnlineOpen
    ? [
        'The online key has no passphrase, so that a cron job can run "zeroline refresh". Whoever copies it and stands',
        'between your server and a machine can hold back news from that machine; it can sign no guide and no notice.',
        'With ZEROLINE_ONLINE_PASSPHRASE set it is protected, and the cron job needs that passphrase.',
      ]
    : []),
  `Then publish: "zeroline publish" with your knowledge base's folder, the place where machines fetch it, and --keys ${shellWord(folder)}`,
];

export const keysInit: Command = {
  name: 'keys init',
  usage: 'KEYS',
  summary: 'make the keys that machines will trust, in the new folder KEYS',
  details: `
Keys for guides, for notices, an online key that a cron job may use, and root keys that can replace all of them.
A folder that holds something is never touched.

  --root 1-of-2|2-of-3    how many root keys there are, and how many it takes. 1-of-2 unless given: one may be lost.
                          Above 1,000 machines take 2-of-3 with two pages: then neither the folder alone nor one
                          page is enough to change the keys
  --print FILE            a root key goes into FILE, a page to print, instead of into the folder; a new file, and
                          once for each key to be printed
  --passphrase-file FILE  its first line is the passphrase. Else ZEROLINE_PASSPHRASE, or for one role
                          ZEROLINE_ROOT_PASSPHRASE, ..._TARGETS_..., ..._CAMPAIGNS_..., ..._ONLINE_...,
                          or asked on the terminal. The online key has one only by ZEROLINE_ONLINE_PASSPHRASE

--json  keys: list of { id, role, path }; refusal: { kind, detail }`,
  options: {
    root: { type: 'string' },
    print: { type: 'string', multiple: true },
    'passphrase-file': { type: 'string' },
  },
  async run(input, context) {
    const folder = onePositional(input, 'folder for the keys');
    const rule = ruleOf(input.values);
    const printTo = textOptions(input.values, 'print');
    const { keys: rootCount, threshold } = rootRules[rule];
    if (printTo.length > rootCount)
      throw new UsageError(`With --root ${rule} there are ${rootCount} pages at most.`);
    const passphrases = await passphrasesFor(textOption(input.values, 'passphrase-file'), context);
    if (!passphrases.ok) return refusedSigning(passphrases.error, context);

    const passphraseOf = await choosePassphrases(passphrases.value);
    if (!passphraseOf.ok) return refusedSigning(passphraseOf.error, context);
    const made = await createKeyRing({
      folder,
      rule,
      passphraseOf: passphraseOf.value,
      printTo,
      nowMs: context.nowMs,
      lifetimes,
    });
    if (!made.ok) return refusedSigning(made.error, context);
    for (const { id, role, path } of made.value)
      context.console.log(`${role.padEnd(9)}  ${shortId(id)}  ${whatItDoes[role].padEnd(39)}  ${path}`);
    const printed = made.value.filter(({ path }) => printTo.includes(path));
    const isFolderEnough = threshold > 1 && rootCount - printTo.length >= threshold;
    for (const line of nextSteps(folder, printed, isFolderEnough, passphraseOf.value('online') === ''))
      context.console.log(line);
    return { ending: 'done', json: { keys: made.value } };
  },
};
