import { knowledgeBaseSchema } from '../../shared/packs/knowledge-base.ts';
import { refuse, type Result } from '../../shared/result.ts';
import type { Destination } from '../destination/destination.ts';
import { openDestination } from '../destination/open-destination.ts';
import type { Place } from '../sign/read-roots.ts';
import { destinationRefused, type SignRefusal } from '../sign/sign-refusal.ts';
import { webPlace } from '../sign/web-place.ts';
import { UsageError, type CommandContext } from './command.ts';

/** Where to publish: a folder or `s3://bucket/prefix`. An address that can't be one is a usage mistake. */
export function openTo(address: string, env: CommandContext['env']): Result<Destination, SignRefusal> {
  const opened = openDestination(address, env);
  if (opened.ok) return opened;
  if (opened.error.kind === 'wrong-address') throw new UsageError(`${opened.error.detail}.`);
  return refuse(destinationRefused(opened.error));
}

/** Where to read: a web address as machines have it, a folder, or `s3://bucket/prefix`. */
export function openPlace(address: string, env: CommandContext['env']): Result<Place, SignRefusal> {
  if (!/^https?:/i.test(address)) return openTo(address, env);
  const parsed = knowledgeBaseSchema.shape.url.safeParse(address);
  if (parsed.success) return { ok: true, value: webPlace(address) };
  const why = parsed.error.issues[0]?.message ?? '';
  throw new UsageError(`${address} is no address that machines can use: ${why}.`);
}
