import type { ParseArgsConfig } from 'node:util';

/** What an exit code of `zeroline` means; help prints the sentences. */
export const exitCodes = {
  done: { code: 0, meaning: 'done' },
  mistakes: { code: 1, meaning: 'the knowledge base has errors' },
  usage: { code: 2, meaning: 'wrong usage' },
  refused: {
    code: 3,
    meaning: 'a safety check refused it; nothing was changed. status, keys status: something is to be done',
  },
  outside: { code: 4, meaning: 'a disk, a network or a server did not do its part' },
  keys: { code: 5, meaning: 'a key or a passphrase is missing or wrong' },
  unpublished: { code: 6, meaning: 'nothing is published there' },
} as const;
export type Ending = keyof typeof exitCodes;

/** Where the program's words go: one line each. */
export interface Console {
  log(line: string): void;
  error(line: string): void;
}

/** What a command gets from the outside; tests give their own. */
export interface CommandContext {
  console: Console;
  nowMs: number;
  env: Readonly<Record<string, string | undefined>>;
  /** How far long work is, on standard error: a new text takes the place of the one before on a terminal. */
  progress(text: string): void;
  /** Asks on the terminal without echo; nothing when there is no terminal to ask on. */
  askSecret(prompt: string): Promise<string | undefined>;
}

/** Options as Node's `parseArgs` takes them. */
export type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

export interface CommandInput {
  positionals: readonly string[];
  values: OptionValues;
}

/** How a command ended. `json` is what `--json` prints as the last line of standard output. */
export interface CommandResult {
  ending: Ending;
  json: Readonly<Record<string, unknown>>;
}

/** One command: its file holds everything about it, `commands/list.ts` names it. */
export interface Command {
  /** One or two words: `publish`, `keys init`. */
  name: string;
  /** What follows the name: `DIR --out DIR`. */
  usage: string;
  summary: string;
  /** Sentences and option lines below the usage in `zeroline help NAME`. */
  details: string;
  /** Its own options; `--json` and `--help` are everybody's. */
  options: OptionsConfig;
  run(input: CommandInput, context: CommandContext): Promise<CommandResult>;
}

/** Thrown by a command whose arguments make no sense: the sentence is printed with its usage, exit code 2. */
export class UsageError extends Error {}

/** The text of an option, or nothing when it was not given; an empty one is a usage mistake. */
export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value.trim() === '') throw new UsageError(`--${name} needs a value.`);
  return value;
}

/** The texts of an option that may be given several times; an empty one is a usage mistake. */
export function textOptions(values: OptionValues, name: string): readonly string[] {
  const given = values[name];
  const texts = (Array.isArray(given) ? given : []).map(String);
  if (texts.some((text) => text.trim() === '')) throw new UsageError(`--${name} needs a value.`);
  return texts;
}

/** The one folder, file or address that a command works on. */
export function onePositional({ positionals }: CommandInput, what: string): string {
  const [first, ...rest] = positionals;
  if (first === undefined || first === '' || rest.length > 0) throw new UsageError(`Name one ${what}.`);
  return first;
}

/** `1 error`, `2 errors`. */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
