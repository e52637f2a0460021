import { ok, refuse, type Result } from '../result.ts';

export interface PolicyTextRefused {
  kind: 'not-a-policy';
  /** What is wrong and what to do, to follow the file's name. */
  detail: string;
  /** The engine's own words; they repeat a piece of the content, which belongs in no log. */
  engineSays?: string;
}

/** A policy is some kilobytes, most of them whom to trust; what is larger is another file. */
export const policyBytesMax = 1_000_000;
export const tooLargeForPolicy = 'is larger than 1 MB; put the policy file there';

const encodings = [
  { mark: [0xff, 0xfe], name: 'utf-16le' },
  { mark: [0xfe, 0xff], name: 'utf-16be' },
] as const;

const unusable = (detail: string) => refuse<PolicyTextRefused>({ kind: 'not-a-policy', detail });

/** What a policy file holds. Windows' own tools write UTF-16 or begin with a byte order mark; that is JSON too. */
export function parsePolicyText(bytes: Uint8Array): Result<unknown, PolicyTextRefused> {
  if (bytes.length > policyBytesMax) return unusable(tooLargeForPolicy);
  const encoding =
    encodings.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))?.name ?? 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return unusable('is no text in UTF-8; save it as UTF-8');
  }
  if (text.trim() === '') return unusable('is empty; write { } for no policy, or remove it');
  try {
    return ok(JSON.parse(text));
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const detail = 'is not JSON; check it with `zeroline policy check`';
    return refuse({ kind: 'not-a-policy', detail, engineSays: thrown.message });
  }
}
