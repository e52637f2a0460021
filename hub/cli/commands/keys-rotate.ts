import { refreshToRun, shellWord } from '../../sign/commands-to-run.ts';
import { shortId, type AskPassphrase } from '../../sign/ring-key.ts';
import type { Role } from '../../sign/lifetimes.ts';
import { followRootsAt, keyToReplace, rotateKey } from '../../sign/rotate-key.ts';
import { signAnew } from '../../sign/sign-anew.ts';
import { uselessKeyFiles } from '../../sign/useless-keys.ts';
import { textOption, textOptions, UsageError, type Command, type OptionValues } from '../command.ts';
import { lifetimesOf, openForSigning, refusedSigning, signingHelp, signingOptions } from '../open-keys.ts';
import { openTo } from '../open-place.ts';
import { passphrasesFor } from '../passphrases.ts';

const roles: readonly string[] = ['root', 'targets', 'campaigns', 'online'] satisfies Role[];
const isRole = (text: string | undefined): text is Role => text !== undefined && roles.includes(text);

function askedFor(positionals: readonly string[], values: OptionValues) {
  const [folder, to, ...rest] = positionals;
  if (!folder || !to || rest.length > 0)
    throw new UsageError('Name the folder with the keys and where the knowledge base is published.');
  const role = textOption(values, 'role');
  if (!isRole(role)) throw new UsageError(`Say which key: --role ${roles.join('|')}`);
  const printTo = textOption(values, 'print');
  if (printTo !== undefined && role !== 'root')
    throw new UsageError('--print is for root keys: the others are needed at hand.');
  const idStart = textOption(values, 'key');
  if (idStart !== undefined && !/^[0-9a-f]{1,64}$/.test(idStart))
    throw new UsageError('--key is a key id or its beginning, as "zeroline keys status" shows it.');
  return { folder, to, role, idStart, printTo, broughtKeys: textOptions(values, 'root-key') };
}

export const keysRotate: Command = {
  name: 'keys rotate',
  usage: 'KEYS TO --role ROLE',
  summary: 'replace a key and sign anew what it had signed, at TO',
  details: `
Machines follow by themselves at their next check. The old key signs nothing any more. If TO can't be reached the new
key is in the folder all the same, and the next publish or refresh takes it along.

  --role root|targets|campaigns|online
  --lost           the old key is not at hand: nothing is signed with it
  --key ID         which root key goes, where it is not clear; \`zeroline keys status\` shows them
  --root-key FILE  a root key that was printed, typed into a file; twice for two pages
  --print FILE     the new root key goes into FILE, a page to print, instead of into the folder
${signingHelp}

--json  key: { id, role, path }; written: metadata files; useless: files of keys that were replaced; refusal: { kind, detail }`,
  options: {
    ...signingOptions,
    role: { type: 'string' },
    lost: { type: 'boolean' },
    key: { type: 'string' },
    'root-key': { type: 'string', multiple: true },
    print: { type: 'string' },
  },
  async run({ positionals, values }, context) {
    const { folder, to, role, idStart, printTo, broughtKeys } = askedFor(positionals, values);
    const destination = openTo(to, context.env);
    if (!destination.ok) return refusedSigning(destination.error, context);
    const passphrases = await passphrasesFor(textOption(values, 'passphrase-file'), context);
    if (!passphrases.ok) return refusedSigning(passphrases.error, context);
    const ask: AskPassphrase = passphrases.value.ask;

    const open = () => openForSigning(folder, values, ask, broughtKeys);
    let ring = await open();
    if (!ring.ok) return refusedSigning(ring.error, context);
    const followed = await followRootsAt(destination.value, ring.value);
    if (!followed.ok) return refusedSigning(followed.error, context);
    if (followed.value) ring = await open();
    if (!ring.ok) return refusedSigning(ring.error, context);
    const lifetimes = lifetimesOf(ring.value);
    const lost = values.lost === true;
    const replaced = await keyToReplace(ring.value, role, { idStart, lost });
    if (!replaced.ok) return refusedSigning(replaced.error, context);
    const passphrase =
      printTo === undefined ? await passphrases.value.choose(role) : ({ ok: true, value: '' } as const);
    if (!passphrase.ok) return refusedSigning(passphrase.error, context);
    const rotated = await rotateKey({
      ring: ring.value,
      replaced: replaced.value,
      lost,
      passphrase: passphrase.value,
      ...(printTo !== undefined && { printTo }),
      nowMs: context.nowMs,
      lifetimes,
    });
    if (!rotated.ok) return refusedSigning(rotated.error, context);
    const { id, path } = rotated.value;
    context.console.log(`${role} key ${shortId(replaced.value.id)} is replaced by ${shortId(id)}, ${path}`);
    if (printTo !== undefined)
      context.console.log(`Print ${printTo}, put it into a safe, and delete the file.`);

    // The rotated folder says which keys sign now.
    const fresh = await open();
    const anew = fresh.ok
      ? await signAnew(destination.value, { ring: fresh.value, nowMs: context.nowMs, lifetimes })
      : fresh;
    if (!anew.ok) {
      context.console.error(
        `The new key is in ${folder}; ${to} does not know it yet. Repair this. ${refreshToRun({ address: to, keys: folder })} then:`,
      );
      return { ...refusedSigning(anew.error, context), json: { key: rotated.value, refusal: anew.error } };
    }
    const { written } = anew.value;
    for (const file of written) context.console.log(`written: ${file}`);
    const isPublished = written.length > 0;
    const useless = fresh.ok && isPublished ? await uselessKeyFiles(fresh.value) : [];
    context.console.log(
      isPublished
        ? `Make a new backup of ${folder}; destroy the old key's copies.`
        : `Nothing is published at ${to}: if that is not what you expected, run "zeroline refresh --keys ${shellWord(folder)}" with the right place, or machines go on with the old key.`,
    );
    for (const file of useless) context.console.log(`Of no use any more, destroy it and its copies: ${file}`);
    if (isPublished && replaced.value.printed)
      context.console.log(`So is the printed page of root key ${shortId(replaced.value.id)}.`);
    return { ending: 'done', json: { key: rotated.value, written, useless } };
  },
};
