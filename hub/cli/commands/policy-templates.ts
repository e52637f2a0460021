import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { toError } from '../../../shared/result.ts';
import { adml, admx } from '../../policy/admx.ts';
import { examplePolicy, mobileconfig } from '../../policy/mobileconfig.ts';
import { textOption, UsageError, type Command } from '../command.ts';

const templates = (): [path: string, text: string][] => [
  ['zeroline.admx', admx()],
  [join('en-US', 'zeroline.adml'), adml()],
  ['zeroline.mobileconfig', mobileconfig()],
  ['policy.json', `${JSON.stringify(examplePolicy(), undefined, 2)}\n`],
];

export const policyTemplates: Command = {
  name: 'policy templates',
  usage: '--out DIR',
  summary: 'write templates with every key of the policy: group policy, configuration profile, file',
  details: `
Writes zeroline.admx with en-US/zeroline.adml for Windows' group policy and Intune, zeroline.mobileconfig for macOS, and
policy.json for the file that every system reads. Each holds every key with a value that is right: leave out what you
don't set. docs/operations.md says where each goes.

  --out DIR  where they go; files of the same names there are replaced

--json  out: the folder; files: list of what was written; refusal: why nothing could be, { kind: disk, detail }`,
  options: { out: { type: 'string' } },
  async run({ positionals, values }, { console }) {
    const out = textOption(values, 'out');
    if (out === undefined || positionals.length > 0) throw new UsageError('Say where they go: --out DIR');
    const files = templates();
    try {
      for (const [path, text] of files) {
        await mkdir(dirname(join(out, path)), { recursive: true });
        await writeFile(join(out, path), text);
      }
    } catch (thrown) {
      const detail = toError(thrown).message;
      console.error(`error: ${detail}`);
      return { ending: 'outside', json: { refusal: { kind: 'disk', detail } } };
    }
    for (const [path] of files) console.log(join(out, path));
    return { ending: 'done', json: { out, files: files.map(([path]) => path) } };
  },
};
