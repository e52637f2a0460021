import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { SignRefusal } from './sign-refusal.ts';
import { publicHexOf, tufKey } from './tuf-metadata.ts';

/** Signs bytes with one key; the private key never leaves it. */
export interface KeySigner {
  id: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** A key that was just made; it is nowhere yet. */
export interface NewKey {
  id: string;
  publicHex: string;
  signer: KeySigner;
  /** PKCS#8 in PEM, which openssl reads too; an empty passphrase leaves it open. */
  pem(passphrase: string): string;
}

/**
 * The encryption of the PEM costs an attacker little per guess (2,048 rounds, which openssl fixes), so the passphrase
 * must carry the weight.
 */
export const passphraseLengthMin = 16;

const signerOf = (id: string, privateKey: KeyObject): KeySigner => ({
  id,
  sign: (bytes) => sign(null, bytes, privateKey),
});

/** A fresh ed25519 key. */
export function newKey(): NewKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicHex = publicHexOf(publicKey);
  const id = tufKey(publicHex).keyID;
  return {
    id,
    publicHex,
    signer: signerOf(id, privateKey),
    pem: (passphrase) =>
      privateKey.export({
        type: 'pkcs8',
        format: 'pem',
        ...(passphrase !== '' && { cipher: 'aes-256-cbc', passphrase }),
      }) as string,
  };
}

const pemBlock = /-----BEGIN (ENCRYPTED )?PRIVATE KEY-----[\s\S]+?-----END \1PRIVATE KEY-----/;

/** The PEM in a text, be it a key file or the page that was printed, and whether it asks for a passphrase. */
export function findPem(text: string): { pem: string; encrypted: boolean } | undefined {
  const found = pemBlock.exec(text);
  return found ? { pem: found[0], encrypted: found[1] !== undefined } : undefined;
}

/** Opens a private key; an empty passphrase for an open one. `name` and `from` tell people which and whence. */
export function unlockPem(
  pem: string,
  passphrase: string,
  { name, from }: { name: string; from?: string | undefined },
): Result<KeySigner, SignRefusal> {
  try {
    const privateKey = createPrivateKey({ key: pem, format: 'pem', passphrase });
    if (privateKey.asymmetricKeyType !== 'ed25519')
      return refuse({ kind: 'missing-key', detail: `${name} holds a key of another kind than ed25519.` });
    return ok(signerOf(tufKey(publicHexOf(createPublicKey(privateKey))).keyID, privateKey));
  } catch {
    if (passphrase !== '') {
      const given = from === undefined ? 'The passphrase' : `The passphrase from ${from}`;
      const detail = `${given} does not open ${name}. Give the one it was made with; if that was it, the file is damaged: restore it from the backup.`;
      return refuse({ kind: 'wrong-passphrase', detail });
    }
    const detail = `The key in ${name} can't be read: compare it letter by letter with its page, or restore its backup.`;
    return refuse({ kind: 'missing-key', detail });
  }
}
