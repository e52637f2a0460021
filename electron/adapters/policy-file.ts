import { lstat, readFile, stat } from 'node:fs/promises';
import { win32 } from 'node:path';
import type { Os } from '../../shared/os.ts';
import { parsePolicyText, policyBytesMax, tooLargeForPolicy } from '../../shared/policy/parse-policy-text.ts';
import { errorCode } from './durable-write.ts';

/** Where IT puts the policy file on each system; only an administrator can write there. */
export function policyPath(os: Os, environment: Readonly<Record<string, string | undefined>>): string {
  if (os === 'windows') {
    return win32.join(environment.ProgramData ?? 'C:\\ProgramData', 'Zeroline', 'policy.json');
  }
  return os === 'macos' ? '/Library/Application Support/Zeroline/policy.json' : '/etc/zeroline/policy.json';
}

/** Thrown for a file that can be reached and is no policy; the message tells IT what to do. */
export class UnusablePolicy extends Error {}

const hasEntry = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** The file's bytes; nothing where there is no file. */
async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  try {
    const found = await stat(path);
    // A pipe would be waited for, and a device be read for ever.
    if (!found.isFile()) throw new UnusablePolicy('is not a file; put the policy file there');
    if (found.size > policyBytesMax) throw new UnusablePolicy(tooLargeForPolicy);
    return await readFile(path);
  } catch (thrown) {
    if (errorCode(thrown) !== 'ENOENT') throw thrown;
    if (await hasEntry(path)) throw new UnusablePolicy('is a link to nothing; put the policy file there');
    return undefined;
  }
}

/** The file's content; nothing where there is none. A link is followed: tools that manage machines make them. */
export async function readPolicyFile(path: string): Promise<unknown> {
  const bytes = await bytesOf(path);
  if (bytes === undefined) return undefined;
  const parsed = parsePolicyText(bytes);
  if (!parsed.ok) throw new UnusablePolicy(parsed.error.detail);
  return parsed.value;
}
