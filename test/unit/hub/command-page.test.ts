import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodes } from '../../../hub/cli/command.ts';
import { commandPage } from '../../../hub/cli/command-page.ts';
import { commands } from '../../../hub/cli/commands/list.ts';
import { zeroline } from './zeroline.ts';

test('docs/command-line.md says what the program says', async () => {
  const page = resolve(import.meta.dirname, '../../../docs/command-line.md');
  await expect(commandPage(commands)).toMatchFileSnapshot(page);
});

test('help names every command and every exit code', async () => {
  const { exit, out } = await zeroline('help');
  expect(exit).toBe(0);
  for (const { name, usage } of commands) expect(out.join('\n')).toContain(`zeroline ${name} ${usage}`);
  for (const { code, meaning } of Object.values(exitCodes))
    expect(out.join('\n')).toContain(`${code}  ${meaning}`);
});

test.each(commands)('$name: its options and its --json are explained', async (command) => {
  const { exit, out } = await zeroline('help', ...command.name.split(' '));
  const text = out.join('\n');
  expect(exit).toBe(0);
  for (const option of Object.keys(command.options)) expect(text).toContain(`--${option}`);
  expect(text).toContain('--json  ');
  expect((await zeroline(...command.name.split(' '), '--help')).out.join('\n')).toBe(text);
});
