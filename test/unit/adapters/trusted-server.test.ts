import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTrustedServer } from '../../../electron/adapters/trusted-server.ts';
import { temporaryFolder } from './temp-folder.ts';

const trust = {
  url: 'https://kb.example.org/zeroline',
  root: { signed: { _type: 'root', version: 1 }, signatures: [] },
};

it('takes the first file that is there', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'trust.json');
  await writeFile(path, JSON.stringify(trust));
  expect(await readTrustedServer([join(folder, 'none.json'), path])).toEqual({
    knowledgeBase: trust,
    problems: [],
  });
  expect(await readTrustedServer([])).toEqual({ knowledgeBase: undefined, problems: [] });
});

it.each([
  ['{', 'trust.json: is not JSON; write it again with `zeroline keys trust`'],
  ['{"url":"ftp://kb"}', 'trust.json: must be { url, root }; write it again with `zeroline keys trust`'],
])('says what is wrong with %s', async (text, detail) => {
  const path = join(await temporaryFolder(), 'trust.json');
  await writeFile(path, text);
  expect(await readTrustedServer([path])).toEqual({
    knowledgeBase: undefined,
    problems: [{ kind: 'policy-ignored', detail }],
  });
});
