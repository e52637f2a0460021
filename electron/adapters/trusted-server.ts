import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Problem } from '../../shared/ipc/views.ts';
import { knowledgeBaseSchema, type KnowledgeBase } from '../../shared/packs/knowledge-base.ts';
import { errorCode } from './durable-write.ts';

/** Whom to trust for guides, and what was wrong with the files that say so. */
export interface TrustedServer {
  knowledgeBase: KnowledgeBase | undefined;
  problems: Problem[];
}

const remedy = 'write it again with `zeroline keys trust`';

/** The files that may name a central knowledge base, first the one that counts most; a missing one is skipped. */
export async function readTrustedServer(paths: readonly string[]): Promise<TrustedServer> {
  for (const path of paths) {
    const name = basename(path);
    const ignored = (why: string): TrustedServer => ({
      knowledgeBase: undefined,
      problems: [{ kind: 'policy-ignored', detail: `${name}: ${why}; ${remedy}` }],
    });
    try {
      const parsed = knowledgeBaseSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
      return parsed.success ? { knowledgeBase: parsed.data, problems: [] } : ignored('must be { url, root }');
    } catch (thrown) {
      if (errorCode(thrown) === 'ENOENT') continue;
      return ignored(thrown instanceof SyntaxError ? 'is not JSON' : `can't be read (${errorCode(thrown)})`);
    }
  }
  return { knowledgeBase: undefined, problems: [] };
}
