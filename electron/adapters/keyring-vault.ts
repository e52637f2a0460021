import { z } from 'zod';
import type { StateFile } from '../services/ports.ts';
import type { Vault } from '../services/sign-in-ports.ts';

/** Of Electron's `safeStorage`. */
export interface Keyring {
  isEncryptionAvailable(): boolean;
  /** Only Linux has it, and only newer Electrons. */
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(bytes: Buffer): string;
}

const sealedSchema = z.strictObject({ sealed: z.base64() });
const emptySchema = z.strictObject({ sealed: z.null() });

/** Without a keyring some systems seal with a key that everybody knows: that is none. */
const isReal = (keyring: Keyring): boolean =>
  keyring.isEncryptionAvailable() && keyring.getSelectedStorageBackend?.() !== 'basic_text';

/** A file sealed by the operating system's keyring. Where there is none nothing is written. */
export function keyringVault(file: StateFile, keyring: Keyring): Vault {
  async function clear(): Promise<void> {
    const reading = await file.read();
    if (reading.kind === 'missing') return;
    if (reading.kind === 'read' && emptySchema.safeParse(reading.value).success) return;
    await file.write({ sealed: null });
  }

  return {
    clear,
    async read() {
      const reading = await file.read();
      const parsed = sealedSchema.safeParse(reading.kind === 'read' ? reading.value : undefined);
      if (!parsed.success || !isReal(keyring)) return undefined;
      try {
        const value: unknown = JSON.parse(keyring.decryptString(Buffer.from(parsed.data.sealed, 'base64')));
        return value;
      } catch {
        // A keyring that was made anew: nobody can open it any more.
        return undefined;
      }
    },
    async write(value) {
      if (!isReal(keyring)) {
        await clear();
        return false;
      }
      const sealed = keyring.encryptString(JSON.stringify(value)).toString('base64');
      const written = await file.write({ sealed });
      return written.ok;
    },
  };
}
