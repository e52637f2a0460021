import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { atomicFile } from '../../../electron/adapters/atomic-file.ts';
import { keyringVault, type Keyring } from '../../../electron/adapters/keyring-vault.ts';
import { temporaryFolder } from './temp-folder.ts';

const secret = { refresh: 'a-very-secret-token' };
const sealing = (over: Partial<Keyring> = {}): Keyring => ({
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a)),
  decryptString: (bytes) => Buffer.from([...bytes].map((byte) => byte ^ 0x5a)).toString('utf8'),
  ...over,
});
async function place() {
  const path = join(await temporaryFolder(), 'sign-in.json');
  return {
    vault: (keyring: Keyring) => keyringVault(atomicFile(path), keyring),
    text: () => readFile(path, 'utf8'),
  };
}

test('what is kept comes back, and is not to be read in the file', async () => {
  const { vault, text } = await place();
  expect(await vault(sealing()).write(secret)).toBe(true);
  expect(await text()).not.toContain('secret');
  expect(await vault(sealing()).read()).toEqual(secret);
});

test.each([
  ['no keyring', sealing({ isEncryptionAvailable: () => false })],
  ['a key that everybody knows', sealing({ getSelectedStorageBackend: () => 'basic_text' })],
])('with %s nothing is written, and what was there is gone', async (_name, keyring) => {
  const { vault, text } = await place();
  expect(await vault(keyring).write(secret)).toBe(false);
  await expect(text()).rejects.toThrow('ENOENT');
  await vault(sealing()).write(secret);
  expect(await vault(keyring).read()).toBeUndefined();
  expect(await vault(keyring).write(secret)).toBe(false);
  expect(JSON.parse(await text())).toEqual({ sealed: null });
});

test('what nobody can open any more counts as nothing', async () => {
  const { vault } = await place();
  await vault(sealing()).write(secret);
  const other = sealing({
    decryptString() {
      throw new Error('another keyring');
    },
  });
  expect(await vault(other).read()).toBeUndefined();
});

test('clearing leaves nothing of it', async () => {
  const { vault, text } = await place();
  await vault(sealing()).clear();
  await expect(text()).rejects.toThrow('ENOENT');
  await vault(sealing()).write(secret);
  await vault(sealing()).clear();
  expect(JSON.parse(await text())).toEqual({ sealed: null });
  expect(await vault(sealing()).read()).toBeUndefined();
});
