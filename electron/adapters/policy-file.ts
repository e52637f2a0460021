import { readFile } from 'node:fs/promises';
import { win32 } from 'node:path';
import type { Os } from '../../shared/os.ts';
import { errorCode } from './durable-write.ts';

/** Where IT puts the policy file on each system; only an administrator can write there. */
export function policyPath(os: Os, environment: Readonly<Record<string, string | undefined>>): string {
  if (os === 'windows') {
    return win32.join(environment.ProgramData ?? 'C:\\ProgramData', 'Zeroline', 'policy.json');
  }
  return os === 'macos' ? '/Library/Application Support/Zeroline/policy.json' : '/etc/zeroline/policy.json';
}

/** The file's content; nothing where there is none. */
export async function readPolicyFile(path: string): Promise<unknown> {
  try {
    const text = await readFile(path, 'utf8');
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}
