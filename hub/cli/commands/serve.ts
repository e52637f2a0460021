import { once } from 'node:events';
import { toError } from '../../../shared/result.ts';
import { readHubConfig } from '../../server/config.ts';
import { placesOf, startHub, type HubOptions } from '../../server/start-hub.ts';
import { writeHubStarter } from '../../server/starter.ts';
import { openStore } from '../../store/open-store.ts';
import {
  onePositional,
  textOption,
  UsageError,
  type Command,
  type CommandContext,
  type CommandResult,
} from '../command.ts';

function refused(kind: string, detail: string, { console }: CommandContext): CommandResult {
  console.error(`error: ${detail}`);
  return { ending: kind === 'config-mistake' ? 'refused' : 'outside', json: { refusal: { kind, detail } } };
}

async function writeStarter(path: string, context: CommandContext): Promise<CommandResult> {
  const written = await writeHubStarter(path);
  if (!written.ok) return refused(written.error.kind, written.error.detail, context);
  for (const file of written.value.files) context.console.log(`written: ${file}`);
  context.console.log(`next: say in ${path} where tickets go, then zeroline serve ${path}`);
  return { ending: 'done', json: { written: written.value.files } };
}

async function revoke(
  install: string,
  options: Pick<HubOptions, 'config' | 'folder' | 'env'>,
  { console, nowMs }: CommandContext,
): Promise<CommandResult> {
  const store = await openStore(placesOf(options).place, { exclusive: false });
  try {
    const revoked = await store.installs.revoke(install, nowMs);
    console.log(`tokens that no longer count: ${revoked}`);
    return { ending: revoked > 0 || install === 'all' ? 'done' : 'refused', json: { revoked } };
  } finally {
    await store.close();
  }
}

export const serve: Command = {
  name: 'serve',
  usage: 'CONFIG [--init | --revoke INSTALL]',
  summary: 'run the hub: it hands requests to your ticket system, counts usage, and shows the knowledge base',
  details: `
CONFIG is a YAML or JSON file; docs/operations.md explains it. Runs until it is told to end (SIGTERM, Ctrl+C): what is
under way is answered, and a delivery ends at a safe point. The log goes to standard error, one JSON object a line.
Needs the folder node_modules beside the program, unlike the other commands.

  --init            write CONFIG with comments, and new secrets beside it; nothing is written over
  --revoke INSTALL  the token of this machine counts no more, at once, also while the hub runs; "all" for every machine

--json  written: with --init, the files; revoked: with --revoke, how many; url: where it listened;
        refusal: { kind, detail }`,
  options: { init: { type: 'boolean' }, revoke: { type: 'string' } },
  async run(input, context) {
    const path = onePositional(input, 'file with the settings');
    const install = textOption(input.values, 'revoke');
    if (input.values.init === true) {
      if (install !== undefined) throw new UsageError('Either --init or --revoke.');
      return writeStarter(path, context);
    }
    const read = readHubConfig(path);
    if (!read.ok) return refused(read.error.kind, read.error.detail, context);
    const options = { ...read.value, env: context.env };
    if (install !== undefined) return revoke(install, options, context);
    try {
      const logTo = { write: (line: string) => context.console.error(line.trimEnd()) };
      const hub = await startHub({ ...options, logTo });
      context.console.log(`The hub listens at ${hub.url}`);
      if (!read.value.config.tickets)
        context.console.log('No ticket system is named: requests are refused, all else works.');
      await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
      await hub.stop();
      return { ending: 'done', json: { url: hub.url } };
    } catch (thrown) {
      return refused('not-started', toError(thrown).message, context);
    }
  },
};
