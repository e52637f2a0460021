import { refreshToRun } from '../../sign/commands-to-run.ts';
import { openKeyRing } from '../../sign/key-ring.ts';
import { usedUpVersion } from '../../sign/read-signed.ts';
import { readWithoutKeys, restoreKeyRing } from '../../sign/restore-key-ring.ts';
import { shortId } from '../../sign/ring-key.ts';
import { signAnew } from '../../sign/sign-anew.ts';
import { textOption, textOptions, UsageError, type Command, type OptionValues } from '../command.ts';
import { lifetimesOf, refusedSigning, signingHelp, signingOptions } from '../open-keys.ts';
import { openTo } from '../open-place.ts';
import { choosePassphrases, passphrasesFor } from '../passphrases.ts';

function pagesIn(values: OptionValues): readonly string[] {
  const pages = textOptions(values, 'root-key');
  if (pages.length === 0) throw new UsageError('Name the file with the printed root key: --root-key FILE');
  return pages;
}

export const keysRestore: Command = {
  name: 'keys restore',
  usage: 'KEYS TO --root-key FILE',
  summary: 'the key folder and its backups are gone: make a new one with the printed root key',
  details: `
All keys but the printed one are new, and what is published at TO is signed with them. Machines follow by themselves.

  --root-key FILE  the printed root key, typed into a file; with a 2-of-3 root twice, for two pages
${signingHelp}

--json  keys: list of { id, role, path }; written: metadata files; refusal: { kind, detail }`,
  options: { ...signingOptions, 'root-key': { type: 'string', multiple: true } },
  async run({ positionals, values }, context) {
    const [folder, to, ...rest] = positionals;
    if (!folder || !to || rest.length > 0)
      throw new UsageError('Name a new folder for the keys and where the knowledge base is published.');
    const pages = pagesIn(values);
    const destination = openTo(to, context.env);
    if (!destination.ok) return refusedSigning(destination.error, context);
    const published = await readWithoutKeys(destination.value);
    if (!published.ok) return refusedSigning(published.error, context);
    const usedUp = usedUpVersion(published.value);
    if (usedUp !== undefined)
      context.console.error(
        `warning: version ${usedUp} at ${to} is beyond all use: somebody had the online key. The new keys undo it; find out how it was taken.`,
      );
    const passphrases = await passphrasesFor(textOption(values, 'passphrase-file'), context);
    if (!passphrases.ok) return refusedSigning(passphrases.error, context);
    const passphraseOf = await choosePassphrases(passphrases.value);
    if (!passphraseOf.ok) return refusedSigning(passphraseOf.error, context);

    const { nowMs } = context;
    const noServer = values['no-server'] === true;
    const lifetimes = lifetimesOf({ noServer });
    const restored = await restoreKeyRing({
      ...{ folder, pages, nowMs, lifetimes, noServer, published: published.value },
      passphraseOf: passphraseOf.value,
    });
    if (!restored.ok) return refusedSigning(restored.error, context);
    for (const { id, role, path } of restored.value)
      context.console.log(`${role.padEnd(9)}  ${shortId(id)}  ${path}`);
    const ring = await openKeyRing(folder, passphrases.value.ask, pages);
    const anew = ring.ok ? await signAnew(destination.value, { ring: ring.value, nowMs, lifetimes }) : ring;
    if (!anew.ok) {
      context.console.error(
        `The keys are in ${folder}; ${to} does not know them yet. Repair this. ${refreshToRun({ address: to, keys: folder })} then:`,
      );
      return { ...refusedSigning(anew.error, context), json: { keys: restored.value, refusal: anew.error } };
    }
    for (const file of anew.value.written) context.console.log(`written: ${file}`);
    context.console.log(`Delete the file with the root key, and make a backup of ${folder}.`);
    return { ending: 'done', json: { keys: restored.value, written: anew.value.written } };
  },
};
