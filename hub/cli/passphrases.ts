import { readFile } from 'node:fs/promises';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { passphraseLengthMin } from '../sign/key-file.ts';
import { shortId, type AskPassphrase, type GivenPassphrase } from '../sign/ring-key.ts';
import type { Role } from '../sign/lifetimes.ts';
import type { SignRefusal } from '../sign/sign-refusal.ts';
import { whyUnread } from '../sign/why-unread.ts';
import type { CommandContext } from './command.ts';

/** How a command comes by passphrases: from the environment, from a file, or asked on the terminal. */
export interface Passphrases {
  /** For a key that is there. */
  ask: AskPassphrase;
  /** For a key to be made; empty leaves it open, which only the online key may be. */
  choose(role: Role): Promise<Result<string, SignRefusal>>;
}

const noPassphrase = (detail: string) => refuse<SignRefusal>({ kind: 'no-passphrase', detail });

async function firstLine(path: string): Promise<Result<GivenPassphrase, SignRefusal>> {
  try {
    const [line = ''] = (await readFile(path, 'utf8')).split(/\r?\n/);
    return line === ''
      ? noPassphrase(`The first line of ${path} is empty: it must be the passphrase.`)
      : ok({ text: line, from: `the first line of ${path}` });
  } catch (thrown) {
    return noPassphrase(
      `${whyUnread(path, thrown)}. --passphrase-file names one with the passphrase in its first line.`,
    );
  }
}

/** `ZEROLINE_<ROLE>_PASSPHRASE` goes before `--passphrase-file`, that before `ZEROLINE_PASSPHRASE` and the terminal. */
export async function passphrasesFor(
  file: string | undefined,
  { env, askSecret }: Pick<CommandContext, 'env' | 'askSecret'>,
): Promise<Result<Passphrases, SignRefusal>> {
  const read = file === undefined ? undefined : await firstLine(file);
  if (read && !read.ok) return read;
  const inVariable = (from: string): GivenPassphrase | undefined => {
    const text = env[from] ?? '';
    return text === '' ? undefined : { text, from };
  };
  const ownOf = (role: Role) => inVariable(`ZEROLINE_${role.toUpperCase()}_PASSPHRASE`);
  const given = (role: Role) => ownOf(role) ?? read?.value ?? inVariable('ZEROLINE_PASSPHRASE');
  let typed: string | undefined;

  return ok({
    async ask({ role, id }) {
      const there = given(role);
      if (there !== undefined) return there;
      const again = typed === undefined ? '' : ' (Enter: the same again)';
      const answer = await askSecret(`Passphrase of the ${role} key ${shortId(id)}${again}: `);
      typed = answer || typed;
      return typed === undefined ? undefined : { text: typed, from: 'the terminal' };
    },
    async choose(role) {
      // The online key signs "this is still the newest", nothing else, and a cron job must open it.
      if (role === 'online' && ownOf(role) === undefined) return ok('');
      const there = given(role);
      const chosen = there?.text ?? typed ?? (await chooseOnTerminal(askSecret));
      if (chosen === undefined)
        return noPassphrase(
          'The keys need a passphrase: run this on a terminal, set ZEROLINE_PASSPHRASE or give --passphrase-file FILE.',
        );
      if (chosen === false) return noPassphrase('The two passphrases differ. Nothing was made.');
      typed = chosen;
      if (chosen.length >= passphraseLengthMin) return ok(chosen);
      const tooShort = there ? `The passphrase from ${there.from} is too short. ` : '';
      const detail = `${tooShort}A passphrase needs at least ${passphraseLengthMin} characters: four or five words are good.`;
      return refuse({ kind: 'weak-passphrase', detail });
    },
  });
}

/** Asked twice; false when the answers differ. */
async function chooseOnTerminal(askSecret: CommandContext['askSecret']): Promise<string | false | undefined> {
  const once = await askSecret(`New passphrase for the keys, at least ${passphraseLengthMin} characters: `);
  if (once === undefined || once.length < passphraseLengthMin) return once;
  return (await askSecret('The same passphrase again: ')) === once && once;
}

/** One for each role, chosen before anything is made. */
export async function choosePassphrases(
  passphrases: Passphrases,
): Promise<Result<(role: Role) => string, SignRefusal>> {
  const chosen = new Map<Role, string>();
  for (const role of ['root', 'targets', 'campaigns', 'online'] as const) {
    const passphrase = await passphrases.choose(role);
    if (!passphrase.ok) return passphrase;
    chosen.set(role, passphrase.value);
  }
  return ok((role) => chosen.get(role) ?? '');
}
