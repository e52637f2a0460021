import { writePacks } from '../../publish/write-packs.ts';
import { onePositional, textOption, UsageError, type Command } from '../command.ts';
import { compileFolder } from '../compile-folder.ts';

export const build: Command = {
  name: 'build',
  usage: 'DIR --out DIR',
  summary: 'check, then write packs as the app carries them; the old ones stay if there is an error',
  details: `
The same sources give the same bytes, for a month: the year plan reaches 18 months ahead. Signed packs for machines are
made by \`zeroline publish\`.

  --out DIR  where the packs go: a folder of their own

--json  as for check, and out: the folder written, absent when nothing was;
        refusal: why the packs could not be written, { kind, detail }`,
  options: { out: { type: 'string' } },
  async run(input, context) {
    const folder = onePositional(input, 'folder');
    const out = textOption(input.values, 'out');
    if (out === undefined) throw new UsageError('Say where the packs go: --out DIR');
    const { kb, report } = await compileFolder(folder, context);
    if (!kb) return { ending: 'mistakes', json: report };
    const written = await writePacks(kb, out);
    if (!written.ok) {
      context.console.log(`error: ${written.error.detail}`);
      const ending = written.error.kind === 'not-a-pack-folder' ? 'refused' : 'outside';
      return { ending, json: { ...report, refusal: written.error } };
    }
    context.console.log(`written to ${out}`);
    return { ending: 'done', json: { ...report, out } };
  },
};
