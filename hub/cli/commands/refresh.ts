import type { Destination } from '../../destination/destination.ts';
import type { Result } from '../../../shared/result.ts';
import { shellWord } from '../../sign/commands-to-run.ts';
import { isDue } from '../../sign/expiry.ts';
import type { KeyRing } from '../../sign/key-ring.ts';
import { personDueAfter } from '../../sign/lifetimes.ts';
import { followRootsAt, renewRoot } from '../../sign/rotate-key.ts';
import { signAnew } from '../../sign/sign-anew.ts';
import { newestRoot } from '../../sign/signed-state.ts';
import type { SignRefusal } from '../../sign/sign-refusal.ts';
import {
  onePositional,
  textOption,
  textOptions,
  UsageError,
  type Command,
  type CommandContext,
  type OptionValues,
} from '../command.ts';
import { lifetimesOf, openKeys, refusedSigning, signingHelp, signingOptions } from '../open-keys.ts';
import { openTo } from '../open-place.ts';

/** With `--all` a root near its end is renewed too; the folder must be opened again to see it. */
async function openForRefresh(
  folder: string,
  destination: Destination,
  values: OptionValues,
  context: CommandContext,
): Promise<Result<KeyRing, SignRefusal>> {
  const open = () => openKeys(folder, values, context, textOptions(values, 'root-key'));
  let ring = await open();
  if (!ring.ok || values.all !== true) return ring;
  const followed = await followRootsAt(destination, ring.value);
  if (!followed.ok) return followed;
  if (followed.value) ring = await open();
  if (!ring.ok) return ring;
  const lifetimes = lifetimesOf(ring.value);
  const { expires } = newestRoot(ring.value.roots).metadata.signed;
  if (!isDue(expires, lifetimes.rootMs, personDueAfter, context.nowMs)) return ring;
  const renewed = await renewRoot(ring.value, { nowMs: context.nowMs, lifetimes });
  return renewed.ok ? open() : renewed;
}

export const refresh: Command = {
  name: 'refresh',
  usage: 'TO --keys KEYS',
  summary: 'sign anew that what is published at TO is the newest; for a daily job',
  details: `
Run it every day: it writes only when a third of the time is over, so machines notice when nobody vouches any more.
It takes the online key alone, and carries on what a change of keys that was cut short left undone.

  --keys KEYS      the folder with the keys
  --force          write though nothing is due
  --all            sign guides and notices anew as well, and a root in its last year, with their passphrases
  --root-key FILE  a root key that was printed, typed into a file; for --all. Twice for two pages
${signingHelp}

--json  written: metadata files, empty when nothing was due; refusal: { kind, detail }`,
  options: {
    ...signingOptions,
    keys: { type: 'string' },
    force: { type: 'boolean' },
    all: { type: 'boolean' },
    'root-key': { type: 'string', multiple: true },
  },
  async run(input, context) {
    const { values } = input;
    const to = onePositional(input, 'place where the knowledge base is published');
    const folder = textOption(values, 'keys');
    if (folder === undefined) throw new UsageError('Name the folder with the keys: --keys KEYS');
    const destination = openTo(to, context.env);
    if (!destination.ok) return refusedSigning(destination.error, context);
    const ring = await openForRefresh(folder, destination.value, values, context);
    if (!ring.ok) return refusedSigning(ring.error, context);
    const anew = await signAnew(destination.value, {
      ring: ring.value,
      nowMs: context.nowMs,
      lifetimes: lifetimesOf(ring.value),
      renew:
        values.all === true ? ['targets', 'campaigns', 'online'] : values.force === true ? ['online'] : [],
    });
    if (!anew.ok) return refusedSigning(anew.error, context);
    const { published, written } = anew.value;
    if (!published) {
      const detail = `Nothing is published at ${to} yet. Publish your knowledge base there first, with --keys ${shellWord(folder)}, or name the right place.`;
      return refusedSigning({ kind: 'nothing-published', detail }, context);
    }
    if (written.length === 0) context.console.log('Nothing to do: less than a third of the time is over.');
    for (const file of written) context.console.log(`written: ${file}`);
    return { ending: 'done', json: { written } };
  },
};
