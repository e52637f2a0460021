import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { env, published, zeroline } from './keys-bench.ts';
import { dayMs } from './sign-bench.ts';

// Real keys and disks: seconds on a machine that does other work as well.
vi.setConfig({ testTimeout: 30_000 });

const wrong = 'not the one that was chosen';

describe('what is wrong with a key or a passphrase is told with its file', () => {
  test.each([
    [{ ZEROLINE_PASSPHRASE: wrong }, 'ZEROLINE_PASSPHRASE'],
    [{ ...env, ZEROLINE_ROOT_PASSPHRASE: wrong }, 'ZEROLINE_ROOT_PASSPHRASE'],
  ])('a wrong passphrase in the environment: %j', async (given, from) => {
    const { keys, to } = await published();
    const { code, errors } = await zeroline(['keys', 'rotate', keys, to, '--role', 'online'], { env: given });
    expect(code).toBe(5);
    expect(errors).toMatch(`error: The passphrase from ${from} does not open ${join(keys, 'root-')}`);
  });

  test('a wrong passphrase in a file and on the terminal', async () => {
    const { folder, keys, to } = await published();
    const file = join(folder, 'passphrase.txt');
    await writeFile(file, `${wrong}\n`);
    const rotate = ['keys', 'rotate', keys, to, '--role', 'online'];
    const inFile = await zeroline([...rotate, '--passphrase-file', file]);
    expect(inFile.errors).toMatch(`from the first line of ${file} does not open`);
    expect((await zeroline(rotate, { answers: [wrong] })).errors).toMatch('from the terminal does not open');
    const gone = await zeroline([...rotate, '--passphrase-file', join(folder, 'gone.txt')]);
    expect([gone.code, gone.errors]).toEqual([
      5,
      expect.stringContaining(`There is no file ${join(folder, 'gone.txt')}`),
    ]);
  });

  test('files and folders that are not there, or are something else', async () => {
    const { folder, keys, to } = await published();
    const gone = join(folder, 'gone');
    const other = join(folder, 'other.json');
    await writeFile(other, '{}');
    await mkdir(join(folder, 'empty'));
    const errorOf = async (...words: string[]) => (await zeroline(words, { env })).errors;
    expect(await errorOf('status', to, '--trust', gone)).toMatch(`error: There is no file ${gone}. Name the`);
    expect(await errorOf('status', to, '--trust', folder)).toMatch(`error: ${folder} is a folder`);
    expect(await errorOf('status', to, '--trust', other)).toMatch(`error: ${other} is not what`);
    expect(await errorOf('status', to, '--keys', gone)).toMatch(`error: There is no folder ${gone}.`);
    expect(await errorOf('status', to, '--keys', join(folder, 'empty'))).toMatch('is no key folder');
    const rotate = ['keys', 'rotate', keys, to, '--role', 'root'];
    expect(await errorOf(...rotate, '--root-key', gone)).toMatch(`error: There is no file ${gone}. Name the`);
    expect(await errorOf(...rotate, '--root-key', other)).toMatch(`error: ${other} holds no key`);
    expect(await errorOf(...rotate, '--key', '0'.repeat(20))).toMatch(
      /^error: No root key has an id that begins with 0{20}/,
    );
    await writeFile(join(keys, 'keys.json'), '{');
    expect(await errorOf('keys', 'status', keys)).toMatch('is not the list of keys any more');
  });
});

describe('advice can be typed as it stands', () => {
  const adviceOf = async (words: string[], nowMs: number): Promise<string> => {
    const { json } = await zeroline(words, { nowMs });
    return (json.advice as { remedy: string }[]).map(({ remedy }) => remedy).join('\n');
  };

  test('with what was named, and words for what was not', async () => {
    const { keys, to } = await published();
    const nowMs = Date.now() + 29 * dayMs;
    expect(await adviceOf(['status', to, '--keys', keys], nowMs)).toContain(
      `Run "zeroline refresh ${to} --keys ${keys}". See why`,
    );
    expect(await adviceOf(['keys', 'status', keys, to], nowMs)).toContain(
      `Run "zeroline refresh ${to} --keys ${keys}". See why`,
    );
    const blind = await adviceOf(['status', to], nowMs);
    expect(blind).toContain(`Run "zeroline refresh ${to}", adding your key folder (--keys). See why`);
    expect(blind).not.toMatch(/\b(TO|KEYS|KB)\b/);
    const lost = (await readdir(keys)).find((name) => name.startsWith('root-')) ?? '';
    await rm(join(keys, lost));
    const rotation = await adviceOf(['keys', 'status', keys], Date.now());
    expect(rotation).toContain(
      `Run "zeroline keys rotate ${keys} --role root --lost", adding the folder or bucket where`,
    );
  });
});

test.runIf(process.platform === 'linux')('where no key folder can be made it says so at once', async () => {
  const { code, errors } = await zeroline(['keys', 'init', '/proc/zeroline'], { env });
  expect([code, errors]).toEqual([4, expect.stringMatching(/^error: \/proc\/zeroline could not be made/)]);
});

test('after a rotation the old key file is named until it is gone', async () => {
  const { keys, to } = await published();
  const old = (await readdir(keys)).find((name) => name.startsWith('targets-')) ?? '';
  const before = await zeroline(['keys', 'status', keys, to]);
  expect(before.json.useless).toEqual([]);
  const rotated = await zeroline(['keys', 'rotate', keys, to, '--role', 'targets'], { env });
  expect([rotated.code, rotated.json.useless]).toEqual([0, [join(keys, old)]]);
  expect(rotated.out).toMatch(`Of no use any more, destroy it and its copies: ${join(keys, old)}`);
  const status = await zeroline(['keys', 'status', keys, to]);
  expect([status.code, status.json.useless]).toEqual([0, [join(keys, old)]]);
  await rm(join(keys, old));
  expect((await zeroline(['keys', 'status', keys, to])).json.useless).toEqual([]);
});

test('a copy of the folder that lacks the newest root calls no key useless that is in use', async () => {
  const { keys, to } = await published();
  await zeroline(['keys', 'rotate', keys, to, '--role', 'targets'], { env });
  await zeroline(['keys', 'rotate', keys, to, '--role', 'campaigns'], { env });
  const whole = await zeroline(['keys', 'status', keys, to]);
  expect(whole.json.useless).toHaveLength(2);
  await rm(join(keys, 'root', '2.root.json'));
  const { useless } = (await zeroline(['keys', 'status', keys, to])).json;
  expect(whole.json.useless).toEqual(expect.arrayContaining(useless as string[]));
});
