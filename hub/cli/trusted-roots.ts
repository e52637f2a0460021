import { readFile } from 'node:fs/promises';
import { knowledgeBaseSchema } from '../../shared/packs/knowledge-base.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { openKeyRing } from '../sign/key-ring.ts';
import { versionedPath } from '../sign/metadata-paths.ts';
import { readOptional, type Place } from '../sign/read-roots.ts';
import { parseRoot } from '../sign/root-files.ts';
import type { SignRefusal } from '../sign/sign-refusal.ts';
import type { RootFile } from '../sign/signed-state.ts';
import { whyUnread } from '../sign/why-unread.ts';
import { textOption, type OptionValues } from './command.ts';

export interface Trusted {
  roots: readonly RootFile[];
  /** The key folder, where that was named. */
  folder?: string;
  /** Whether the root came from the organisation, or from the very place that is looked at. */
  isVerified: boolean;
}

const badTrust = (problem: string) => {
  const detail = `${problem}. Name the file that "zeroline keys trust" wrote, or write it anew.`;
  return refuse<SignRefusal>({ kind: 'no-key-folder', detail });
};

async function rootFromTrustFile(file: string): Promise<Result<Trusted, SignRefusal>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    return badTrust(whyUnread(file, thrown));
  }
  const notTrust = `${file} is not what "zeroline keys trust" writes`;
  try {
    const { root } = knowledgeBaseSchema.parse(JSON.parse(text));
    const parsed = parseRoot(new TextEncoder().encode(JSON.stringify(root)));
    return parsed ? ok({ roots: [parsed], isVerified: true }) : badTrust(notTrust);
  } catch {
    return badTrust(notTrust);
  }
}

/** Where trust begins: `--trust FILE`, `--keys KEYS`, or for want of both the first root that lies there. */
export async function trustedRoots(
  place: Place,
  values: OptionValues,
): Promise<Result<Trusted | undefined, SignRefusal>> {
  const trust = textOption(values, 'trust');
  if (trust !== undefined) return rootFromTrustFile(trust);
  const keys = textOption(values, 'keys');
  if (keys !== undefined) {
    const ring = await openKeyRing(keys, () => Promise.resolve(undefined));
    return ring.ok ? ok({ roots: ring.value.roots, folder: keys, isVerified: true }) : ring;
  }
  const first = await readOptional(place, versionedPath('root', 1));
  if (!first.ok) return first;
  const root = first.value && parseRoot(first.value);
  return ok(root && { roots: [root], isVerified: false });
}
