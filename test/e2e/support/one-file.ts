import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const built = join(import.meta.dirname, '../../../dist/hub/zeroline.mjs');

export interface OneFile {
  folder: string;
  /** Runs a command to its end; answers what it printed. A bad end throws. */
  zeroline(...words: string[]): string;
  /** Starts `preview`; answers the address of its page. `end` presses Ctrl-C and answers the exit code. */
  preview(knowledgeBase: string): Promise<{ url: string; end(): Promise<number | null> }>;
  remove(): void;
}

/** The built command line alone in a folder, as IT copies it to a server: nothing beside it, no node_modules above. */
export function copyCommandLine(): OneFile {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-one-file-'));
  const program = join(folder, 'zeroline.mjs');
  copyFileSync(built, program);
  return {
    folder,
    zeroline: (...words) =>
      execFileSync(process.execPath, [program, ...words], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }),
    async preview(knowledgeBase) {
      const child = spawn(process.execPath, [program, 'preview', knowledgeBase], { cwd: folder });
      const ended = once(child, 'exit');
      child.stdout.setEncoding('utf8');
      let out = '';
      for await (const text of child.stdout.iterator({ destroyOnReturn: false })) {
        out += String(text);
        const [url] = /http:\S+/.exec(out) ?? [];
        if (url === undefined) continue;
        return {
          url,
          async end() {
            child.kill('SIGINT');
            const [code] = (await ended) as [number | null];
            return code;
          },
        };
      }
      throw new Error(`The preview ended: ${out}`);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
