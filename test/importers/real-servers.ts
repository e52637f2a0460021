import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { run } from '../../hub/cli/run.ts';
import { smallKb } from '../unit/hub/kb.ts';

const packages = { rt5: 'request-tracker5', redmine: 'redmine', mediawiki: 'mediawiki' } as const;
export type ServerName = keyof typeof packages;

const script = (name: ServerName): string => join(import.meta.dirname, '../servers', `${name}.sh`);

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
export async function startServer(name: ServerName): Promise<Record<string, string>> {
  const printed = await tellServer(name, ['start']);
  return Object.fromEntries(
    printed.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as const] : [];
    }),
  );
}

/** Gives the server's script its words, and `input` on standard input; answers what it prints. */
export async function tellServer(name: ServerName, words: string[], input = ''): Promise<string> {
  const child = spawn('bash', [script(name), ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const printed = await text(child.stdout);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${name} ${words.join(' ')} ended with ${code ?? 'a signal'}`);
  return printed;
}

/** What `zeroline import ... --json` prints, as far as the tests look at it. */
export interface Report {
  ok: boolean;
  refusal?: { kind: string };
  outcomes: Record<string, number>;
  articles: {
    sourceId: string;
    title: string;
    guide: string;
    outcome: string;
    lost: { kind: string; detail: string }[];
  }[];
}

/** A knowledge base in a folder of its own, and the command line on it. */
export function createKb(env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-import-'));
  cpSync(smallKb, folder, { recursive: true });
  async function zeroline(...words: string[]): Promise<{ exit: number; out: string[]; err: string[] }> {
    const out: string[] = [];
    const err: string[] = [];
    const exit = await run(words, {
      console: { log: (line) => void out.push(line), error: (line) => void err.push(line) },
      nowMs: Date.now(),
      env,
      progress: () => undefined,
      askSecret: () => Promise.resolve(undefined),
    });
    return { exit, out, err };
  }
  return {
    folder,
    zeroline,
    async importFrom(...words: string[]): Promise<Report & { exit: number }> {
      const { exit, out } = await zeroline(
        'import',
        ...words,
        '--into',
        folder,
        '--area',
        'printing',
        '--json',
      );
      return { exit, ...(JSON.parse(out.at(-1) ?? '{}') as Report) };
    },
    guide: (id: string, language = 'en') =>
      readFileSync(join(folder, 'guides', `${id}.${language}.md`), 'utf8'),
    images: () => readdirSync(join(folder, 'images')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
export type Kb = ReturnType<typeof createKb>;
