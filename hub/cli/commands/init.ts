import { languageSchema } from '../../../shared/base-schemas.ts';
import { languages } from '../../../shared/language.ts';
import { starterFiles } from '../../init/starter-files.ts';
import { writeStarter } from '../../init/write-starter.ts';
import { onePositional, textOption, UsageError, type Command, type OptionValues } from '../command.ts';

const defaultLanguages = ['nb'] as const;

function languagesIn(values: OptionValues) {
  const written = values['language'];
  if (!Array.isArray(written)) return [...defaultLanguages];
  return written.map((value) => {
    const language = languageSchema.safeParse(value);
    if (language.success) return language.data;
    throw new UsageError(`There is no language "${String(value)}": use ${languages.join(', ')}.`);
  });
}

const nameCharsMax = 120;

export const init: Command = {
  name: 'init',
  usage: 'DIR [--name NAME] [--language LANG]',
  summary: 'write a small knowledge base to begin with, into a new or empty folder',
  details: `
Three guides, subjects, a rule and a year plan, each with comments that say what to change. It passes \`zeroline check\`.

  --name NAME      your organisation, as people call it
  --language LANG  a language beside English: nb, sv, da, de, hu; may be repeated (nb; en for none)

--json  out: the folder; files: how many were written; refusal: why nothing was, { kind, detail }`,
  options: { name: { type: 'string' }, language: { type: 'string', multiple: true } },
  async run(input, { console, nowMs }) {
    const folder = onePositional(input, 'folder');
    const organisationName = textOption(input.values, 'name')?.trim();
    if ((organisationName?.length ?? 0) > nameCharsMax)
      throw new UsageError(`--name is at most ${nameCharsMax} characters long.`);
    const today = new Date(nowMs).toISOString().slice(0, 10);
    const files = starterFiles({ organisationName, languages: languagesIn(input.values), today });
    const written = await writeStarter(folder, files);
    if (!written.ok) {
      console.error(`error: ${written.error.detail}`);
      return {
        ending: written.error.kind === 'not-empty' ? 'refused' : 'outside',
        json: { refusal: written.error },
      };
    }
    console.log(`written to ${folder}: ${written.value.files} files`);
    console.log(`next: zeroline preview ${folder}`);
    return { ending: 'done', json: { out: folder, files: written.value.files } };
  },
};
