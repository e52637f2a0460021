import { z } from 'zod';
import { writePacks } from '../../publish/write-packs.ts';
import { onePositional, textOption, UsageError, type Command } from '../command.ts';
import { compileFolder } from '../compile-folder.ts';

export const build: Command = {
  name: 'build',
  usage: 'DIR --out DIR [--today YYYY-MM-DD]',
  summary: 'check, then write packs as the app carries them; the old ones stay if there is an error',
  details: `
The same sources give the same bytes within a half year: the year plan reaches 18 to 24 months ahead. Signed packs for
machines are made by \`zeroline publish\`.

  --out DIR           where the packs go: a folder of their own
  --today YYYY-MM-DD  as on that day, to make the bytes of an earlier build again

--json  as for check, and out: the folder written, absent when nothing was;
        refusal: why the packs could not be written, { kind, detail }`,
  options: { out: { type: 'string' }, today: { type: 'string' } },
  async run(input, context) {
    const folder = onePositional(input, 'folder');
    const out = textOption(input.values, 'out');
    if (out === undefined) throw new UsageError('Say where the packs go: --out DIR');
    const today = textOption(input.values, 'today');
    if (today !== undefined && !z.iso.date().safeParse(today).success)
      throw new UsageError('--today takes a day: YYYY-MM-DD.');
    const nowMs = today === undefined ? context.nowMs : Date.parse(today);
    const { kb, report } = await compileFolder(folder, { ...context, nowMs });
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
