import { exitCodes, type Command } from './command.ts';

/** What `zeroline help` prints, and what goes before a usage mistake. */
export function helpOn(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name, usage }) => name.length + usage.length)) + 1;
  const rows = commands.map(
    ({ name, usage, summary }) => `  zeroline ${`${name} ${usage}`.padEnd(width)}  ${summary}`,
  );
  const endings = Object.values(exitCodes).map(({ code, meaning }) => `  ${code}  ${meaning}`);
  return [
    'zeroline: write, check and publish a knowledge base',
    '',
    ...rows,
    `  zeroline ${'help [COMMAND]'.padEnd(width)}  this text, or all about one command`,
    '',
    'Every command takes --json: one object as the last line of standard output.',
    'The format of a knowledge base is described in docs/authoring.md, publishing in docs/operations.md.',
    '',
    'Exit codes:',
    ...endings,
    '',
  ].join('\n');
}

/** All about one command. */
export const helpOnOne = ({ name, usage, summary, details }: Command): string =>
  `zeroline ${name} ${usage}\n\n${summary}\n\n${details.trim()}\n`;
