import { parseArgs } from 'node:util';
import { toError } from '../../shared/result.ts';
import {
  exitCodes,
  UsageError,
  type Command,
  type CommandContext,
  type CommandInput,
  type OptionsConfig,
  type OptionValues,
} from './command.ts';
import { commands } from './commands/list.ts';
import { helpOn, helpOnOne } from './help.ts';

const everybodys: OptionsConfig = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } };

/** The command that the words begin with, and the words after its name; the longest name wins. */
function findCommand(words: readonly string[]): { command: Command; rest: string[] } | undefined {
  const [command] = commands
    .filter(({ name }) => name.split(' ').every((word, index) => words[index] === word))
    .sort((a, b) => b.name.length - a.name.length);
  return command && { command, rest: words.slice(command.name.split(' ').length) };
}

/** The commands of one first word (`keys`), or all. */
function family(first: string | undefined): readonly Command[] {
  const members = commands.filter(({ name }) => name.startsWith(`${first} `));
  return members.length > 0 ? members : commands;
}

function parse(command: Command, args: string[]): CommandInput & { json: boolean; help: boolean } {
  try {
    const options = { ...command.options, ...everybodys };
    const parsed = parseArgs({ args, allowPositionals: true, options });
    const { positionals } = parsed;
    const values: OptionValues = parsed.values;
    return { positionals, values, json: values.json === true, help: values.help === true };
  } catch (thrown) {
    throw new UsageError(toError(thrown).message, { cause: thrown });
  }
}

async function runCommand(command: Command, args: string[], context: CommandContext): Promise<number> {
  const { console } = context;
  try {
    const input = parse(command, args);
    if (input.help) {
      console.log(helpOnOne(command));
      return exitCodes.done.code;
    }
    const { ending, json } = await command.run(input, context);
    if (input.json) console.log(JSON.stringify({ ok: ending === 'done', ...json }));
    return exitCodes[ending].code;
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      console.error(`${thrown.message}\n\n${helpOnOne(command)}`);
      return exitCodes.usage.code;
    }
    // Exit code 1, which Node would choose, means that the knowledge base has errors.
    const detail = toError(thrown).message.replace(/\s*\n\s*/g, ' ');
    console.error(`error: ${detail}`);
    if (args.includes('--json'))
      console.log(JSON.stringify({ ok: false, refusal: { kind: 'failed', detail } }));
    return exitCodes.outside.code;
  }
}

/** Runs the command line and answers its exit code. */
export async function run(words: string[], context: CommandContext): Promise<number> {
  const { console } = context;
  const [first, ...others] = words;
  if (first === 'help' || first === '--help' || first === '-h') {
    const asked = findCommand(others);
    console.log(asked ? helpOnOne(asked.command) : helpOn(family(others[0])));
    return exitCodes.done.code;
  }
  const found = findCommand(words);
  if (found) return runCommand(found.command, found.rest, context);
  const problem =
    first === undefined ? 'Say what to do.' : `There is no command "${words.slice(0, 2).join(' ')}".`;
  console.error(`${problem}\n\n${helpOn(family(first))}`);
  return exitCodes.usage.code;
}
