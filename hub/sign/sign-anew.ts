import { ok, type Result } from '../../shared/result.ts';
import type { Destination } from '../destination/destination.ts';
import { withNews } from '../publish/news-bundle.ts';
import { readSigned } from './read-signed.ts';
import type { SignRefusal } from './sign-refusal.ts';
import { signPublication, type Publication } from './sign-repository.ts';
import { readTimestamp, writeUnlessChanged } from './write-signed.ts';

export interface SignedAnew {
  /** False where nothing was published: then there is nothing to sign. */
  published: boolean;
  written: readonly string[];
}

/** Signs what is published again, as far as it is due or its keys changed: the content stays as it is. */
export async function signAnew(
  destination: Destination,
  ask: Pick<Publication, 'ring' | 'nowMs' | 'lifetimes' | 'renew'>,
): Promise<Result<SignedAnew, SignRefusal>> {
  const timestamp = await readTimestamp(destination);
  if (!timestamp.ok) return timestamp;
  const state = await readSigned(destination, ask.ring, ask.nowMs);
  if (!state.ok) return state;
  if (!state.value) return ok({ published: false, written: [] });
  const signed = await signPublication({ ...ask, state: state.value });
  if (!signed.ok) return signed;
  const files = await withNews(destination, signed.value);
  const written = await writeUnlessChanged(destination, files, timestamp.value);
  return written.ok ? ok({ published: true, written: files.map(({ path }) => path) }) : written;
}
