import { ok, refuse, type Result } from '../../shared/result.ts';
import {
  changedMeanwhile,
  isPlainPath,
  type Destination,
  type DestinationRefusal,
  type Lifetime,
} from './destination.ts';
import type { S3Access } from './s3-address.ts';
import { requestS3, usualPatience, type Patience, type S3Request } from './s3-request.ts';

const cacheControl: Record<Lifetime, string> = {
  once: 'public, max-age=31536000, immutable',
  immutable: 'public, max-age=31536000, immutable',
  changing: 'no-cache',
};

/** An answer, as far as it is wanted; `text` only of an error. */
interface Answer {
  status: number;
  code: string;
  region: string | null;
  bytes: Uint8Array | 'too-big';
}

async function readAnswer(response: Response, bytesMax: number): Promise<Answer> {
  const { status, headers } = response;
  const errorBytesMax = 10_000;
  const bytes = await readBody(response, status === 200 ? bytesMax : errorBytesMax);
  const text = bytes === 'too-big' || status === 200 ? '' : new TextDecoder().decode(bytes);
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? '';
  return { status, code, region: headers.get('x-amz-bucket-region'), bytes };
}

async function readBody(response: Response, bytesMax: number): Promise<Uint8Array | 'too-big'> {
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early ends the transfer.
  for await (const part of response.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > bytesMax) return 'too-big';
  }
  return Buffer.concat(parts);
}

/** What an answer that is no success means for the person who publishes. */
function explain({ status, code, region }: Answer, access: S3Access, path: string): DestinationRefusal {
  const { bucket } = access;
  if (code === 'NoSuchBucket') {
    const detail = `there is no bucket ${bucket} at ${access.baseUrl}; create it, or check its name and AWS_ENDPOINT_URL`;
    return { kind: 'wrong-address', detail };
  }
  if (status === 404) return { kind: 'missing', detail: `there is no ${path} in ${bucket}` };
  if (status >= 300 && status < 400 && region !== null) {
    return { kind: 'wrong-address', detail: `bucket ${bucket} is in ${region}; set AWS_REGION=${region}` };
  }
  const reason = code === '' ? `${status}` : `${status} ${code}`;
  switch (code) {
    case 'SignatureDoesNotMatch':
      return { kind: 'no-access', detail: `${reason}: AWS_SECRET_ACCESS_KEY does not fit AWS_ACCESS_KEY_ID` };
    case 'InvalidAccessKeyId':
      return { kind: 'no-access', detail: `${reason}: the server does not know this AWS_ACCESS_KEY_ID` };
    case 'RequestTimeTooSkewed':
      return { kind: 'no-access', detail: `${reason}: set this computer's clock` };
  }
  if (status === 401 || status === 403) {
    const detail = `${reason} for ${path}: the account needs s3:GetObject, s3:PutObject and s3:ListBucket on ${bucket} (without the last, S3 answers 403 for files that are not there)`;
    return { kind: 'no-access', detail };
  }
  return { kind: 'could-not-write', detail: `${path}: the server answers ${reason}` };
}

/** A bucket of any server that speaks S3. An object is there whole or not at all: S3 itself says so. */
export function s3Destination(
  access: S3Access,
  name: string,
  patience: Patience = usualPatience,
): Destination {
  async function ask(request: S3Request, bytesMax = 0): Promise<Result<Answer, DestinationRefusal>> {
    if (!isPlainPath(request.path)) throw new Error(`Not a path below a destination: ${request.path}`);
    const answer = await requestS3(access, request, (response) => readAnswer(response, bytesMax), patience);
    if (answer.ok) return answer;
    const kind = request.method === 'PUT' ? 'could-not-write' : 'could-not-read';
    return refuse({ kind, detail: `${name}: ${request.path}: ${answer.error.detail}` });
  }

  const destination: Destination = {
    name,
    async read(path, bytesMax) {
      const answer = await ask({ method: 'GET', path }, bytesMax);
      if (!answer.ok) return answer;
      if (answer.value.status !== 200) return refuse(asReading(explain(answer.value, access, path)));
      const { bytes } = answer.value;
      if (bytes !== 'too-big') return ok(bytes);
      const detail = `${path} has more than the ${bytesMax} bytes that can be right; is it another bucket?`;
      return refuse({ kind: 'too-big', detail });
    },
    async has(path) {
      const answer = await ask({ method: 'HEAD', path });
      if (!answer.ok) return answer;
      if (answer.value.status === 200) return ok(true);
      const refusal = asReading(explain(answer.value, access, path));
      return refusal.kind === 'missing' ? ok(false) : refuse(refusal);
    },
    async write(path, bytes, lifetime) {
      if (lifetime === 'once') return writeOnce(path, bytes);
      return putResult(path, await put(path, bytes, lifetime));
    },
  };

  function put(path: string, bytes: Uint8Array, lifetime: Lifetime, more = {}) {
    const type = path.endsWith('.json') ? 'application/json' : 'application/octet-stream';
    const headers = { 'Cache-Control': cacheControl[lifetime], 'Content-Type': type, ...more };
    return ask({ method: 'PUT', path, headers, body: bytes });
  }

  function putResult(path: string, answer: Result<Answer, DestinationRefusal>) {
    if (!answer.ok) return answer;
    return answer.value.status === 200 ? ok(undefined) : refuse(explain(answer.value, access, path));
  }

  async function writeOnce(path: string, bytes: Uint8Array): Promise<Result<void, DestinationRefusal>> {
    // Servers that don't know the header below write over what is there.
    const there = await isOther(path, bytes);
    if (!there.ok) return there;
    if (there.value) return refuse(changedMeanwhile(path, name));
    const answer = await put(path, bytes, 'once', { 'If-None-Match': '*' });
    const status = answer.ok ? answer.value.status : undefined;
    if (status === 501) return putResult(path, await put(path, bytes, 'once'));
    if (status !== 412 && status !== 409) return putResult(path, answer);
    // It was there, or somebody writes it at this moment. Or it is ours, and the first answer got lost.
    const mine = await destination.read(path, bytes.length);
    const isMine = mine.ok && Buffer.compare(mine.value, bytes) === 0;
    return isMine ? ok(undefined) : refuse(changedMeanwhile(path, name));
  }

  /** Whether other bytes have this name. */
  async function isOther(path: string, bytes: Uint8Array): Promise<Result<boolean, DestinationRefusal>> {
    const there = await destination.read(path, bytes.length);
    if (there.ok) return ok(Buffer.compare(there.value, bytes) !== 0);
    if (there.error.kind === 'missing') return ok(false);
    return there.error.kind === 'too-big' ? ok(true) : there;
  }
  return destination;
}

const asReading = (refusal: DestinationRefusal): DestinationRefusal =>
  refusal.kind === 'could-not-write' ? { ...refusal, kind: 'could-not-read' } : refusal;
