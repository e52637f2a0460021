import { writeFile } from 'node:fs/promises';
import { knowledgeBaseSchema } from '../../../shared/packs/knowledge-base.ts';
import { toError } from '../../../shared/result.ts';
import { openKeyRing } from '../../sign/key-ring.ts';
import { newestRoot } from '../../sign/signed-state.ts';
import { textOption, UsageError, type Command } from '../command.ts';
import { refusedSigning } from '../open-keys.ts';

const placing = (file: string) => [
  `Give it to machines in one of two ways:`,
  `  - in policy.json, which your device management distributes: "knowledgeBase": the content of ${file}`,
  `  - in the package you install: as dist/kb/trust.json, before the app is packaged`,
  `In a checkout, to try it: npm start -- --kb-trust=${file}`,
  `It holds public keys only, and stays right when keys are rotated.`,
];

const isOpenToAll = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
};

export const keysTrust: Command = {
  name: 'keys trust',
  usage: 'KEYS URL [--out FILE]',
  summary: 'write what machines need to trust the knowledge base at URL',
  details: `
URL is the folder that \`zeroline publish\` fills, as machines see it. http is for trials on one machine: what comes is
verified all the same, but everybody on the way sees which guides exist.

  --out FILE  into a file instead of on the terminal

--json  knowledgeBase: { url, root }; out: the file; refusal: { kind, detail }`,
  options: { out: { type: 'string' } },
  async run({ positionals, values }, context) {
    const [folder, url, ...rest] = positionals;
    if (!folder || !url || rest.length > 0)
      throw new UsageError('Name the folder with the keys and the address that machines use.');
    const out = textOption(values, 'out');
    const ring = await openKeyRing(folder, () => Promise.resolve(undefined));
    if (!ring.ok) return refusedSigning(ring.error, context);
    const root: unknown = JSON.parse(new TextDecoder().decode(newestRoot(ring.value.roots).bytes));
    const parsed = knowledgeBaseSchema.safeParse({ url: url.replace(/\/+$/, ''), root });
    if (!parsed.success) {
      const why = parsed.error.issues[0]?.message ?? '';
      throw new UsageError(`${url} is no address that machines can use: ${why}`);
    }
    if (isOpenToAll(parsed.data.url))
      context.console.error(
        `warning: ${parsed.data.url} is not encrypted: everybody on the way sees which guides exist and who asks for them. Use https where people work.`,
      );
    const text = `${JSON.stringify(parsed.data, null, 2)}\n`;
    if (out === undefined) {
      context.console.log(text.trimEnd());
      return { ending: 'done', json: { knowledgeBase: parsed.data } };
    }
    try {
      await writeFile(out, text);
    } catch (thrown) {
      const detail = `${out} could not be written: ${toError(thrown).message}`;
      return refusedSigning({ kind: 'could-not-save-keys', detail }, context);
    }
    context.console.log(`written to ${out}`);
    for (const line of placing(out)) context.console.log(line);
    return { ending: 'done', json: { knowledgeBase: parsed.data, out } };
  },
};
