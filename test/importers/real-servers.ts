import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../hub/cli/run.ts';
import { smallKb } from '../unit/hub/kb.ts';

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
