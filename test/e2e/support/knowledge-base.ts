import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

export interface TestKnowledgeBase {
  /** The compiled packs; start the app with `--kb-dir=<dir>`. */
  dir: string;
  remove(): void;
}

/** The seed knowledge base with the changes a test needs, compiled by the real compiler. */
export function knowledgeBase(change: {
  /** The whole of notices.yaml; the year plan's own entries would be due on some days of the year. */
  notices?: string;
  /** Added to rules.yaml. */
  rules?: string;
  /** Guides by file name. */
  guides?: Record<string, string>;
}): TestKnowledgeBase {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-kb-'));
  const sources = join(folder, 'sources');
  const dir = join(folder, 'packs');
  cpSync(join(root, 'resources/kb'), sources, { recursive: true });
  if (change.notices !== undefined) {
    writeFileSync(join(sources, 'notices.yaml'), change.notices);
    rmSync(join(sources, 'year-plan.yaml'));
  }
  if (change.rules !== undefined) appendFileSync(join(sources, 'rules.yaml'), change.rules);
  for (const [file, text] of Object.entries(change.guides ?? {}))
    writeFileSync(join(sources, 'guides', file), text);
  execFileSync(process.execPath, [join(root, 'dist/hub/zeroline.mjs'), 'build', sources, '--out', dir], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { dir, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
