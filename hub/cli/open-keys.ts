import type { Result } from '../../shared/result.ts';
import { openKeyRing, type KeyRing } from '../sign/key-ring.ts';
import { lifetimes, lifetimesWithoutServer, type Lifetimes } from '../sign/lifetimes.ts';
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

/** Their lines in the help. */
export const signingHelp = `
  --passphrase-file FILE  its first line is the passphrase. Else ZEROLINE_PASSPHRASE, or for one role
                          ZEROLINE_ROOT_PASSPHRASE, ..._TARGETS_..., ..._CAMPAIGNS_..., ..._ONLINE_...,
                          or asked on the terminal
  --no-server             no machine runs \`zeroline refresh\` every day: signatures hold 90 days instead of 30`.trimStart();

/** Opens the key folder; private keys are unlocked when something must be signed with them. */
export async function openKeys(
  folder: string,
  values: OptionValues,
  context: CommandContext,
  broughtKeys: readonly string[] = [],
): Promise<Result<KeyRing, SignRefusal>> {
  const passphrases = await passphrasesFor(textOption(values, 'passphrase-file'), context);
  return passphrases.ok ? openKeyRing(folder, passphrases.value.ask, broughtKeys) : passphrases;
}

export const lifetimesOf = (values: OptionValues): Lifetimes =>
  values['no-server'] === true ? lifetimesWithoutServer : lifetimes;

/** How a command ends that could not sign. */
export function refusedSigning(
  refusal: SignRefusal,
  { console }: Pick<CommandContext, 'console'>,
): CommandResult {
  console.error(`error: ${refusal.detail}`);
  return { ending: endingOf(refusal), json: { refusal } };
}
