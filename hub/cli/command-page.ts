import { exitCodes, type Command } from './command.ts';

/** docs/command-line.md: all that `zeroline help` tells, command by command. A test keeps the file equal to this. */
export function commandPage(commands: readonly Command[]): string {
  const sections = commands.map(({ name, usage, summary, details }) => {
    const sentence = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
    return `## ${name}\n\n${sentence}\n\n\`\`\`\nzeroline ${name} ${usage}\n\n${details.trim()}\n\`\`\`\n`;
  });
  const endings = Object.values(exitCodes).map(({ code, meaning }) => `| ${code} | ${meaning} |`);
  return [
    '# The command line',
    '',
    '`zeroline` writes, checks and publishes a knowledge base. In a checkout it runs as `npx zeroline ...`; the build makes',
    'one file of it, `dist/hub/zeroline.mjs`, which needs Node 20.19 or newer and nothing beside it:',
    '`node zeroline.mjs help`. The format of a knowledge base is described in [authoring.md](authoring.md), publishing in',
    '[operations.md](operations.md).',
    '',
    'This page is generated: `npm run test:unit -- command-page -u` writes it anew.',
    '',
    '## Every command',
    '',
    '- `--json` prints one object as the last line of standard output. `ok` says whether the command did what it was asked',
    '  for; each command lists its other keys below. Wrong usage (exit code 2) prints how it is meant and no object, but a',
    '  refusal where `import` had to read something to see it.',
    '- `--help` prints what stands below. How far long work is, and what went wrong with it, goes to standard',
    '  error; where that is no terminal, each kind of work is told once.',
    '',
    '| exit code | meaning |',
    '| --- | --- |',
    ...endings,
    '',
    ...sections,
  ].join('\n');
}
