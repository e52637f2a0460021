import { ok, type Result } from '../../shared/result.ts';
import { openKeyRing, type KeyRing } from '../sign/key-ring.ts';
import { lifetimes, lifetimesWithoutServer, type Lifetimes } from '../sign/lifetimes.ts';
import type { AskPassphrase } from '../sign/ring-key.ts';
import { rememberNoServer } from '../sign/rotate-key.ts';
import { endingOf, type SignRefusal } from '../sign/sign-refusal.ts';
import {
  textOption,
  type CommandContext,
  type CommandResult,
  type OptionsConfig,
  type OptionValues,
} from './command.ts';
import { passphrasesFor } from './passphrases.ts';

/** Options of every command that signs. */
export const signingOptions = {
  'passphrase-file': { type: 'string' },
  'no-server': { type: 'boolean' },
} satisfies OptionsConfig;

/** Their lines in the help; the first begins with spaces too. */
export const signingHelp = `
  --passphrase-file FILE  its first line is the passphrase. Else ZEROLINE_PASSPHRASE, or for one role
                          ZEROLINE_ROOT_PASSPHRASE, ..._TARGETS_..., ..._CAMPAIGNS_..., ..._ONLINE_...,
                          or asked on the terminal
  --no-server             no machine runs \`zeroline refresh\` every day: signatures hold 90 days instead of 30;
                          the key folder remembers it`.slice(1);

/** Opens the key folder; private keys are unlocked when something must be signed with them. */
export async function openKeys(
  folder: string,
  values: OptionValues,
  context: CommandContext,
  broughtKeys: readonly string[] = [],
): Promise<Result<KeyRing, SignRefusal>> {
  const passphrases = await passphrasesFor(textOption(values, 'passphrase-file'), context);
  return passphrases.ok ? openForSigning(folder, values, passphrases.value.ask, broughtKeys) : passphrases;
}

/** The same with passphrases at hand. `--no-server` is kept in the folder at its first use, for the next commands. */
export async function openForSigning(
  folder: string,
  values: OptionValues,
  ask: AskPassphrase,
  broughtKeys: readonly string[],
): Promise<Result<KeyRing, SignRefusal>> {
  const ring = await openKeyRing(folder, ask, broughtKeys);
  if (!ring.ok || ring.value.noServer || values['no-server'] !== true) return ring;
  const kept = values['dry-run'] === true ? ok(undefined) : await rememberNoServer(ring.value);
  return kept.ok ? ok({ ...ring.value, noServer: true }) : kept;
}

export const lifetimesOf = ({ noServer }: Pick<KeyRing, 'noServer'>): Lifetimes =>
  noServer ? lifetimesWithoutServer : lifetimes;

/** How a command ends that could not sign. */
export function refusedSigning(
  refusal: SignRefusal,
  { console }: Pick<CommandContext, 'console'>,
): CommandResult {
  console.error(`error: ${refusal.detail}`);
  return { ending: endingOf(refusal), json: { refusal } };
}
