import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

export interface S3Server {
  url: string;
  bucket: string;
  /** As people set it for `zeroline publish s3://...`. */
  env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A server on loopback that speaks S3, with one empty bucket. It knows one account; signatures it does not check. */
export async function startS3Server(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 'zeroline-s3-'));
  const bucket = 'knowledge';
  const server = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory, vhostBuckets: false },
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  const url = `http://127.0.0.1:${port}`;
  return {
    ...{ url, bucket },
    env: { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER', AWS_ENDPOINT_URL: url },
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
