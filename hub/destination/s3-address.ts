import { ok, refuse, type Result } from '../../shared/result.ts';
import type { DestinationRefusal } from './destination.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A bucket (or a folder in it) and the account that may use it, as all S3 tools take them from the environment. */
export interface S3Access {
  /** Without a slash at the end; paths of files go behind it. */
  baseUrl: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
}

const addressForm = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/?$/;
const prefixForm = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;

const wrong = (detail: string) => refuse<DestinationRefusal>({ kind: 'wrong-address', detail });

/** A bucket whose name has a dot has no certificate of its own, and other servers than Amazon's seldom have any. */
function bucketUrl(bucket: string, region: string, endpoint: string | undefined): string {
  if (endpoint !== undefined) return `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  const host = `s3.${region}.amazonaws.com`;
  return bucket.includes('.') ? `https://${host}/${bucket}` : `https://${bucket}.${host}`;
}

/** `s3://bucket/prefix`, with what the environment says about the account and the server. */
export function parseS3Address(address: string, env: Environment): Result<S3Access, DestinationRefusal> {
  const [, bucket, prefix = ''] = addressForm.exec(address) ?? [];
  if (bucket === undefined || (prefix !== '' && !prefixForm.test(prefix))) {
    return wrong(`${address} is no bucket; write s3://bucket or s3://bucket/folder`);
  }
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!accessKeyId || !secretAccessKey) {
    const detail = `${address} needs an account: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`;
    return refuse({ kind: 'no-access', detail });
  }
  const endpoint = env.AWS_ENDPOINT_URL || undefined;
  if (endpoint !== undefined && !/^https?:\/\/[^/?#]+(\/[^?#]*)?$/.test(endpoint)) {
    return wrong('AWS_ENDPOINT_URL is no web address; write https://storage.example.org');
  }
  const region =
    env.AWS_REGION || env.AWS_DEFAULT_REGION || (endpoint === undefined ? undefined : 'us-east-1');
  if (region === undefined) return wrong(`${address} needs a region: set AWS_REGION, for example eu-north-1`);
  const base = bucketUrl(bucket, region, endpoint);
  return ok({
    ...{ baseUrl: prefix === '' ? base : `${base}/${prefix}`, bucket, region },
    ...{ accessKeyId, secretAccessKey, sessionToken: env.AWS_SESSION_TOKEN || undefined },
  });
}
