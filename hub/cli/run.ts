import { parseArgs } from 'node:util';
import { toError } from '../../shared/result.ts';
import { compileFolder, type Outcome } from './commands.ts';
import { help } from './help.ts';

const exitCode = { done: 0, mistakes: 1, usage: 2 } as const;

type Command = { kind: 'help' } | { kind: 'compile'; folder: string; out: string | undefined; json: boolean };

/** What the arguments ask for; throws with a sentence when they make no sense. */
function parseCommand(args: string[]): Command {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  const [name, folder, ...rest] = positionals;
  if (values.help === true || name === 'help') return { kind: 'help' };
  if (name !== 'check' && name !== 'build')
    throw new Error(name === undefined ? 'Say what to do.' : `There is no command "${name}".`);
  if (folder === undefined || rest.length > 0) throw new Error(`Name one folder: zeroline ${name} DIR`);
  if (name === 'build' && (values.out ?? '') === '') throw new Error('Say where the packs go: --out DIR');
  if (name === 'check' && values.out !== undefined) throw new Error('Only `zeroline build` takes --out.');
  return { kind: 'compile', folder, out: values.out, json: values.json === true };
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Where the program's words go: one line each. */
export interface Console {
  log(line: string): void;
  error(line: string): void;
}

function print(outcome: Outcome, console: Console): void {
  for (const { file, line, severity, problem, remedy } of outcome.mistakes) {
    console.log(`${file}:${line} ${severity}: ${problem} -> ${remedy}`);
  }
  if (outcome.refusal) console.log(`error: ${outcome.refusal.detail}`);
  const guides = Object.entries(outcome.guides).map(([language, count]) => `${count} ${language}`);
  if (guides.length > 0) console.log(`guides: ${guides.join(', ')}`);
  console.log(`${counted(outcome.errors, 'error')}, ${counted(outcome.warnings, 'warning')}`);
  if (outcome.out !== undefined) console.log(`written to ${outcome.out}`);
}

/** Runs the command line and answers its exit code. `today` is an ISO date. */
export async function run(args: string[], console: Console, today: string): Promise<number> {
  let command: Command;
  try {
    command = parseCommand(args);
  } catch (thrown) {
    console.error(`${toError(thrown).message}\n\n${help}`);
    return exitCode.usage;
  }
  if (command.kind === 'help') {
    console.log(help);
    return exitCode.done;
  }
  const outcome = await compileFolder(command.folder, command.out, today);
  print(outcome, console);
  if (command.json) console.log(JSON.stringify(outcome));
  return outcome.ok ? exitCode.done : exitCode.mistakes;
}
