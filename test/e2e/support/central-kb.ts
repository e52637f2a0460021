import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const commandLine = join(root, 'dist/hub/zeroline.mjs');

/** IT's side of a test: sources, keys, and the folder that a web server shows. */
export interface CentralKb {
  /** The sources; change them, then `publish`. */
  sources: string;
  keys: string;
  /** What the web server shows under `/zeroline/`. */
  webRoot: string;
  /** Runs the real command line and answers what `--json` prints. */
  zeroline(...words: string[]): Record<string, unknown>;
  publish(...words: string[]): Record<string, unknown>;
  /** Writes the file that tells a machine whom to trust; answers its path, for `--kb-trust=`. */
  trust(url: string): string;
  writeGuide(file: string, text: string): void;
  removeGuide(file: string): void;
  remove(): void;
}

/** A small knowledge base, its keys made by a real ceremony; nothing is published yet. */
export function createCentralKb(): CentralKb {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-central-'));
  const sources = join(folder, 'sources');
  const keys = join(folder, 'keys');
  const webRoot = join(folder, 'web');
  const site = join(webRoot, 'zeroline');
  cpSync(join(root, 'test/fixtures/kb-small'), sources, { recursive: true });
  mkdirSync(site, { recursive: true });
  function zeroline(...words: string[]): Record<string, unknown> {
    const out = execFileSync(process.execPath, [commandLine, ...words, '--json'], {
      encoding: 'utf8',
      env: { ...process.env, ZEROLINE_PASSPHRASE: 'a passphrase for tests' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return JSON.parse(out.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
  }
  zeroline('keys', 'init', keys);
  return {
    ...{ sources, keys, webRoot, zeroline },
    publish: (...words) => zeroline('publish', sources, site, '--keys', keys, ...words),
    trust(url) {
      const path = join(folder, 'trust.json');
      zeroline('keys', 'trust', keys, url, '--out', path);
      return path;
    },
    writeGuide: (file, text) => writeFileSync(join(sources, 'guides', file), text),
    removeGuide: (file) => rmSync(join(sources, 'guides', file)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
