import { join } from 'node:path';
import { run } from '../../../hub/cli/run.ts';
import { folderDestination } from '../../../hub/destination/folder-destination.ts';
import { withNews } from '../../../hub/publish/news-bundle.ts';
import { openKeyRing } from '../../../hub/sign/key-ring.ts';
import { lifetimes } from '../../../hub/sign/lifetimes.ts';
import { signPublication } from '../../../hub/sign/sign-repository.ts';
import { writeSigned } from '../../../hub/sign/write-signed.ts';
import { campaigns, passphrase, temporaryFolder, valueOf } from './sign-bench.ts';

export interface Asked {
  env?: Record<string, string>;
  nowMs?: number;
  answers?: string[];
  onPrompt?: () => Promise<void>;
}

/** Runs `zeroline` with `--json`, and answers what it said and what its last line holds. */
export async function zeroline(
  words: string[],
  { env = {}, nowMs = Date.now(), answers = [], onPrompt }: Asked = {},
) {
  const out: string[] = [];
  const errors: string[] = [];
  const prompts: string[] = [];
  const code = await run([...words, '--json'], {
    console: { log: (line) => out.push(line), error: (line) => errors.push(line) },
    nowMs,
    env,
    progress: () => {},
    askSecret: async (prompt) => {
      prompts.push(prompt);
      await onPrompt?.();
      return answers.shift();
    },
  });
  const last = out.at(-1) ?? '{}';
  const json: Record<string, unknown> = last.startsWith('{')
    ? (JSON.parse(last) as Record<string, unknown>)
    : {};
  return { code, out: out.join('\n'), errors: errors.join('\n'), prompts, json };
}

export const env = { ZEROLINE_PASSPHRASE: passphrase };

/** Keys made by the command, and notices published with them. */
export async function published({ nowMs = Date.now() } = {}) {
  const folder = await temporaryFolder();
  const [keys, to] = [join(folder, 'keys'), join(folder, 'public')];
  await zeroline(['keys', 'init', keys], { env, nowMs });
  const ring = valueOf(await openKeyRing(keys, () => Promise.resolve(passphrase)));
  const files = valueOf(
    await signPublication({
      state: undefined,
      ring,
      guides: new Map(),
      campaigns: campaigns('[]'),
      nowMs,
      lifetimes,
    }),
  );
  const destination = folderDestination(to);
  valueOf(await writeSigned(destination, await withNews(destination, files)));
  return { folder, keys, to };
}
