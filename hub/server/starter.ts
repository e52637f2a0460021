import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { ConfigRefusal } from './config.ts';

// Bundled as a text: the command line is one file.
const starter = import.meta.glob<string>('./starter/hub.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const newKey = (): string => `${randomBytes(32).toString('base64url')}\n`;

/** Writes settings to begin with and the secrets they name, which only their owner may read. Nothing is written over. */
export async function writeHubStarter(path: string): Promise<Result<{ files: string[] }, ConfigRefusal>> {
  const folder = dirname(resolve(path));
  const files = [
    { name: join('secrets', 'enrolment.key'), text: newKey() },
    { name: join('secrets', 'pseudonym.key'), text: newKey() },
    { name: basename(path), text: starter['./starter/hub.yaml'] ?? '' },
  ];
  try {
    await mkdir(join(folder, 'secrets'), { recursive: true, mode: 0o700 });
    for (const { name, text } of files)
      await writeFile(join(folder, name), text, {
        flag: 'wx',
        mode: name.startsWith('secrets') ? 0o600 : 0o640,
      });
    return ok({ files: files.map(({ name }) => join(folder, name)) });
  } catch (thrown) {
    return refuse({ kind: 'config-unreadable', detail: `${toError(thrown).message}; name another file` });
  }
}
