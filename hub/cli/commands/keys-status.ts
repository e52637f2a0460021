import { isUnfinished, type Advice } from '../../sign/advice.ts';
import { rotationToRun } from '../../sign/commands-to-run.ts';
import { expiryInWords } from '../../sign/expiry.ts';
import { openKeyRing, type KeyRing } from '../../sign/key-ring.ts';
import { shortId, type RingKey } from '../../sign/ring-key.ts';
import { readPublished } from '../../sign/read-signed.ts';
import { newestRoot } from '../../sign/signed-state.ts';
import { uselessKeyFiles } from '../../sign/useless-keys.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';
import { lifetimesOf, refusedSigning } from '../open-keys.ts';
import { openPlace } from '../open-place.ts';
import { printAdvice, reportSignatures } from '../report-signatures.ts';

type Place = 'here' | 'printed' | 'missing';
const placeInWords: Record<Place, string> = {
  here: 'in this folder',
  printed: 'printed',
  missing: 'not in this folder',
};

async function placesOf(ring: KeyRing): Promise<readonly (RingKey & { place: Place })[]> {
  const current = ring.keys.filter((key) => key.current);
  const here = await Promise.all(current.map(({ id }) => ring.has(id)));
  return current.map((key, index) => ({
    ...key,
    place: here[index] ? 'here' : key.printed ? 'printed' : 'missing',
  }));
}

/** With fewer root keys than it takes, nobody can ever replace a key: the one thing that can't be repaired. */
function rootAdvice(
  ring: KeyRing,
  keys: readonly { role: string; place: Place }[],
  address: string | undefined,
): readonly Advice[] {
  const threshold = newestRoot(ring.roots).metadata.signed.roles.root?.threshold ?? 1;
  const rootKeys = keys.filter(({ role }) => role === 'root');
  const reachable = rootKeys.filter(({ place }) => place !== 'missing').length;
  // A copy without any is what people get who publish and change no keys.
  if (reachable === rootKeys.length || rootKeys.every(({ place }) => place !== 'here')) return [];
  const what = `${rootKeys.length - reachable} of ${rootKeys.length} root keys are not in this folder; it takes ${threshold}`;
  const rotate = rotationToRun({ address, keys: ring.folder }, '--role root', '--lost');
  return [{ what, remedy: `Is one lost? ${rotate}, while others are left.` }];
}

function printKeys(
  ring: KeyRing,
  keys: readonly (RingKey & { place: Place })[],
  { console, nowMs }: CommandContext,
) {
  for (const { role, id, createdAt, place } of keys)
    console.log(`${role.padEnd(9)}  ${shortId(id)}  made ${createdAt.slice(0, 10)}  ${placeInWords[place]}`);
  const { version, metadata } = newestRoot(ring.roots);
  const { expires } = metadata.signed;
  const health = Date.parse(expires) <= nowMs ? 'expired' : 'good';
  console.log(`newest root: version ${version}, ${expiryInWords({ expires, health }, nowMs)}`);
}

export const keysStatus: Command = {
  name: 'keys status',
  usage: 'KEYS [TO|URL]',
  summary: 'show which keys there are, how long signatures hold, and what is to be done',
  details: `
Asks for no passphrase. Ends with 3 when something is to be done, so that a monitor can run it.

--json  keys: list of { id, role, created, place: here|printed|missing }; root: { version, expires };
        with TO: roles: list of { role, version, expires, health: good|due|expired }; advice: list of { what, remedy };
        useless: files of keys that were replaced; refusal: { kind, detail }`,
  options: {},
  async run({ positionals }, context) {
    const [folder, address, ...rest] = positionals;
    if (!folder || rest.length > 0)
      throw new UsageError('Name the folder with the keys, and where it is published if you want.');
    const ring = await openKeyRing(folder, () => Promise.resolve(undefined));
    if (!ring.ok) return refusedSigning(ring.error, context);
    const keys = await placesOf(ring.value);
    printKeys(ring.value, keys, context);
    const ownAdvice = rootAdvice(ring.value, keys, address);
    printAdvice(ownAdvice, context.console);
    const { version, metadata } = newestRoot(ring.value.roots);
    const json = {
      keys: keys.map(({ id, role, createdAt, place }) => ({ id, role, created: createdAt, place })),
      root: { version, expires: metadata.signed.expires },
    };
    const endingFor = (advice: readonly Advice[]) => (advice.length > 0 ? 'refused' : 'done');
    if (address === undefined) return { ending: endingFor(ownAdvice), json: { ...json, advice: ownAdvice } };

    const place = openPlace(address, context.env);
    if (!place.ok) return refusedSigning(place.error, context);
    const state = await readPublished(place.value, ring.value);
    if (!state.ok) return refusedSigning(state.error, context);
    if (!state.value) {
      context.console.log(`Nothing is published at ${address} yet.`);
      return { ending: endingFor(ownAdvice), json: { ...json, roles: [], advice: ownAdvice } };
    }
    const where = { address, keys: folder };
    const { roles, advice } = reportSignatures(state.value, lifetimesOf(ring.value), where, context);
    const useless = isUnfinished(state.value) ? [] : await uselessKeyFiles(ring.value, state.value);
    for (const path of useless) context.console.log(`of no use any more, destroy it and its copies: ${path}`);
    const all = [...ownAdvice, ...advice];
    return { ending: endingFor(all), json: { ...json, roles, advice: all, useless } };
  },
};
