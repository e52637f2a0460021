import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Updater } from 'tuf-js';

/** A machine reduced to the public TUF client: what it accepts, ours must have signed right. */
export interface TufMachine {
  /** Takes over what is new; rejects as the client does. */
  refresh(): Promise<void>;
  /** The sha256 that a signature names for a target; nothing when none does. */
  sha256Of(target: string): Promise<string | undefined>;
  /** Versions that it trusts, by role. */
  versions(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

const roles = ['root', 'timestamp', 'snapshot', 'targets', 'campaigns'];

export async function tufMachine(url: string, root: Uint8Array): Promise<TufMachine> {
  const metadataDir = await mkdtemp(join(tmpdir(), 'zeroline-machine-'));
  await writeFile(join(metadataDir, 'root.json'), root);
  const updater = () =>
    new Updater({
      metadataDir,
      metadataBaseUrl: `${url}/metadata`,
      config: { fetchRetries: 0, fetchTimeout: 5000 },
    });
  return {
    refresh: () => updater().refresh(),
    async sha256Of(target) {
      const fresh = updater();
      await fresh.refresh();
      return (await fresh.getTargetInfo(target))?.hashes.sha256;
    },
    async versions() {
      const found: Record<string, number> = {};
      for (const role of roles) {
        const text = await readFile(join(metadataDir, `${role}.json`), 'utf8').catch(() => undefined);
        if (text !== undefined)
          found[role] = (JSON.parse(text) as { signed: { version: number } }).signed.version;
      }
      return found;
    },
    close: () => rm(metadataDir, { recursive: true, force: true }),
  };
}
