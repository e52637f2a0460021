import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const packages = {
  rt5: 'request-tracker5',
  redmine: 'redmine',
  mediawiki: 'mediawiki',
  postgresql: 'postgresql',
  smtp: 'python3-aiosmtpd',
} as const;
export type ServerName = keyof typeof packages;

const script = (name: ServerName): string => join(import.meta.dirname, `${name}.sh`);

/** Why the server can't be started here; nothing when it can. */
export function whyLeftOut(name: ServerName): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return `${name} is started by root on Linux only`;
  if (process.env.ZEROLINE_IMPORT_SERVERS === '1') return undefined;
  const found = spawnSync('dpkg', ['-s', packages[name]], { stdio: 'ignore' });
  if (found.status === 0) return undefined;
  return `the package ${packages[name]} is not installed (ZEROLINE_IMPORT_SERVERS=1 installs it)`;
}

/** Starts the server and answers what its script prints; installing and seeding happens once. */
export async function startServer(
  name: ServerName,
  env?: Record<string, string>,
): Promise<Record<string, string>> {
  const printed = await tellServer(name, ['start'], '', env);
  return Object.fromEntries(
    printed.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as const] : [];
    }),
  );
}

/** Gives the server's script its words, and `input` on standard input; answers what it prints. */
export async function tellServer(
  name: ServerName,
  words: string[],
  input = '',
  env: Record<string, string> = {},
): Promise<string> {
  const child = spawn('bash', [script(name), ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  child.stdin.end(input);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const printed = await text(child.stdout);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${name} ${words.join(' ')} ended with ${code ?? 'a signal'}`);
  return printed;
}
