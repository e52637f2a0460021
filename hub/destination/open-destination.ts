import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Destination, DestinationRefusal } from './destination.ts';
import { folderDestination } from './folder-destination.ts';
import { parseS3Address, type Environment } from './s3-address.ts';
import { s3Destination } from './s3-destination.ts';

/** What a person wrote after `publish`: a folder, or `s3://bucket/prefix`. Nothing is contacted yet. */
export function openDestination(address: string, env: Environment): Result<Destination, DestinationRefusal> {
  if (address.startsWith('s3://')) {
    const access = parseS3Address(address, env);
    return access.ok ? ok(s3Destination(access.value, address)) : access;
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(address)) {
    const detail = `${address} can't be written to; name the folder that the web server shows, or s3://bucket`;
    return refuse({ kind: 'wrong-address', detail });
  }
  return ok(folderDestination(address));
}
