import { chmod, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPolicyFile } from '../../../electron/adapters/policy-file.ts';
import { policyReader, type PolicySource } from '../../../electron/adapters/policy.ts';
import { policyBytesMax } from '../../../shared/policy/parse-policy-text.ts';
import { temporaryFolder } from './temp-folder.ts';

const utf16 = (text: string, order: 'le' | 'be'): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const good = '{"site":"Tromsø","forced":{"language":"de"}}';

/** A machine whose file is as given, and whose person's own policy says more. */
async function readAt(path: string) {
  const others: PolicySource = {
    ...{ place: 'registry-user', name: 'HKCU' },
    read: () => Promise.resolve({ group: 'pilot' }),
  };
  const read = policyReader([
    { place: 'file', name: 'policy.json', path, read: () => readPolicyFile(path) },
    others,
  ]);
  const { policy, problems } = await read();
  return { policy, told: problems.map(({ detail }) => detail) };
}

async function fileOf(content: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'policy.json');
  await writeFile(path, content);
  return path;
}

describe('a policy file', () => {
  it.each<[string, string | Buffer]>([
    ['in UTF-8', good],
    ['with a byte order mark', `\uFEFF${good}`],
    ['in UTF-16, as PowerShell writes it', utf16(good, 'le')],
    ['in UTF-16 of the other order', utf16(good, 'be')],
  ])('%s counts', async (_how, content) => {
    const { policy, told } = await readAt(await fileOf(content));
    expect(told).toEqual([]);
    expect(policy).toMatchObject({ site: 'Tromsø', group: 'pilot', forced: { language: 'de' } });
  });

  it.each<[string, string | Buffer, string]>([
    ['that is empty', ' \n', 'policy.json: is empty; write { } for no policy, or remove it'],
    ['of Latin-1', Buffer.from(good, 'latin1'), 'policy.json: is no text in UTF-8; save it as UTF-8'],
    ['with a comma too many', '{\n  "site": "Oslo",\n}', 'policy.json: is not JSON; check it with `zeroline policy check`'],
    ['of a megabyte', `{"site":"${'x'.repeat(policyBytesMax)}"}`, 'policy.json: is larger than 1 MB; put the policy file there'],
    ['that is a list', '["site"]', 'policy.json: must be { "forced": { ... }, "defaults": { ... } }'],
  ])('%s is named with its remedy, and the rest is used', async (_how, content, detail) => {
    const { policy, told } = await readAt(await fileOf(content));
    expect(told).toEqual([detail]);
    expect(policy).toEqual({ forced: {}, defaults: {}, group: 'pilot' });
  }); // prettier-ignore

  it('with wrong types and unknown keys leaves out those alone', async () => {
    const content = {
      site: 7,
      country: 'NO',
      colour: 'red',
      forced: { language: 'nb', textSizePercent: '125' },
    };
    const { policy, told } = await readAt(await fileOf(JSON.stringify(content)));
    expect(policy).toEqual({ forced: { language: 'nb' }, defaults: {}, country: 'NO', group: 'pilot' });
    expect(told).toHaveLength(3);
    expect(told.join('\n')).toMatch(
      /"site" must be text .*\n.*"colour" is not known; use .*\n.*textSizePercent" must be 100/s,
    );
  });

  it('is followed where it is a link, and named where the link leads nowhere', async () => {
    const target = await fileOf(good);
    const link = `${target}.link`;
    await symlink(target, link);
    expect((await readAt(link)).policy.site).toBe('Tromsø');
    const broken = `${target}.broken`;
    await symlink(join(target, '..', 'gone.json'), broken);
    expect((await readAt(broken)).told).toEqual([
      'policy.json: is a link to nothing; put the policy file there',
    ]);
  });

  it.skipIf(process.platform === 'win32')('is not waited for where it is a pipe', async () => {
    const path = join(await temporaryFolder(), 'policy.json');
    execFileSync('mkfifo', [path]);
    expect((await readAt(path)).told).toEqual(['policy.json: is not a file; put the policy file there']);
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'that may not be read is named by its permissions',
    async () => {
      const path = await fileOf(good);
      await chmod(path, 0o000);
      expect((await readAt(path)).told).toEqual([
        "policy.json: can't be read (EACCES); check its permissions",
      ]);
    },
  );
});

it('without permission is told as such, whoever runs this', async () => {
  const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  const { problems } = await policyReader([
    { place: 'file', name: 'policy.json', read: () => Promise.reject(denied) },
  ])();
  expect(problems.map(({ detail }) => detail)).toEqual([
    "policy.json: can't be read (EACCES); check its permissions",
  ]);
});
