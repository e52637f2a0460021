import { onePositional, type Command } from '../command.ts';
import { compileFolder } from '../compile-folder.ts';

export const check: Command = {
  name: 'check',
  usage: 'DIR',
  summary: 'report every mistake in the knowledge base in DIR',
  details: `
Each mistake is one line: file:line, what is wrong, and after the arrow what to do. Errors stop a build, warnings don't.

--json  errors, warnings: how many; mistakes: list of { file, line, problem, remedy, severity };
        guides: number of guides by language, translations included: { en: 28, nb: 12, ... }`,
  options: {},
  async run(input, context) {
    const { kb, report } = await compileFolder(onePositional(input, 'folder'), context);
    return { ending: kb ? 'done' : 'mistakes', json: report };
  },
};
