import { ok, refuse, type Result } from '../../shared/result.ts';
import { newKey } from './key-file.ts';
import type { KeyRing } from './key-ring.ts';
import type { Lifetimes, Role } from './lifetimes.ts';
import { nextRoot } from './next-root.ts';
import { readRootsAt, type Place } from './read-roots.ts';
import { saveRingFile, shortId, type RingEntry, type RingKey } from './ring-key.ts';
import { rootFilePath } from './root-files.ts';
import { canSavePages, saveFile } from './save-file.ts';
import { entriesOf, saveKey, type SavedKey } from './save-keys.ts';
import type { SignRefusal } from './sign-refusal.ts';
import { newestRoot, type RootFile } from './signed-state.ts';

export interface Rotation {
  ring: KeyRing;
  /** The key that goes; `keyToReplace` finds it. */
  replaced: RingKey;
  lost: boolean;
  /** Of the new key; an empty one leaves it open. */
  passphrase: string;
  printTo?: string;
  nowMs: number;
  lifetimes: Lifetimes;
}

/** Which of the current keys a person means by a role and, where there are several, by the beginning of an id. */
export async function keyToReplace(
  ring: KeyRing,
  role: Role,
  wanted: { idStart: string | undefined; lost: boolean },
): Promise<Result<RingKey, SignRefusal>> {
  const { idStart, lost } = wanted;
  const current = ring.keys.filter((key) => key.role === role && key.current);
  const named = idStart === undefined ? current : current.filter(({ id }) => id.startsWith(idStart));
  const here = await Promise.all(named.map(({ id }) => ring.has(id)));
  // With several root keys, a lost one is the one that is not here, and one to be replaced is.
  const likely = named.length > 1 ? named.filter((_, index) => here[index] !== lost) : named;
  const [only, ...others] = likely;
  if (only && others.length === 0) return ok(only);
  const choices = current.map(({ id }) => shortId(id)).join(', ');
  const problem = named.length === 0 ? `No ${role} key has an id that begins with ${idStart ?? ''}. ` : '';
  const detail = `${problem}Say which ${role} key goes with --key ID: ${choices}.`;
  return refuse({ kind: 'missing-key', detail });
}

/** Remembers that no machine refreshes every day, for the commands that come after. */
export const rememberNoServer = (ring: KeyRing): Promise<Result<void, SignRefusal>> =>
  saveRingFile(ring.folder, ring.keys.map(entryOf), true);

/**
 * Takes roots along that another copy of the folder made, so that the next one follows the newest: two roots of the
 * same version would part the folders for good. A place that can't be reached is passed over. True when there were any.
 */
export async function followRootsAt(place: Place, ring: KeyRing): Promise<Result<boolean, SignRefusal>> {
  const there = await readRootsAt(place, ring.roots);
  if (!there.ok) return there.error.kind === 'destination' ? ok(false) : there;
  const newer = there.value.roots.slice(ring.roots.length);
  if (newer.length === 0) return ok(false);
  const { version, metadata } = newestRoot(newer);
  const named = Object.values(metadata.signed.roles).flatMap(({ keyIDs }) => keyIDs);
  if (!named.every((keyId) => ring.keys.some(({ id }) => id === keyId)))
    return refuse({
      kind: 'keys-outdated',
      detail: `${place.name} has root ${version}, whose keys ${ring.folder} has never heard of: take the newest copy of the key folder.`,
    });
  for (const root of newer) {
    const saved = await saveRoot(ring, root);
    if (!saved.ok) return saved;
  }
  return ok(true);
}

const entryOf = ({ role, publicHex, createdAt, printed }: RingKey): RingEntry => ({
  ...{ role, public: publicHex, created: createdAt },
  ...(printed && { printed }),
});

/** Puts a root that was just signed into the key folder. */
const saveRoot = (ring: KeyRing, root: RootFile): Promise<Result<void, SignRefusal>> =>
  saveFile(rootFilePath(ring.folder, root.version), root.bytes);

/**
 * Replaces a key in the key folder. Open the folder again and sign a publication afterwards: it takes the new root
 * along and signs anew whatever the old key had signed.
 */
export async function rotateKey(rotation: Rotation): Promise<Result<SavedKey, SignRefusal>> {
  const { ring, replaced, nowMs } = rotation;
  const { role } = replaced;
  const printable = await canSavePages(rotation.printTo === undefined ? [] : [rotation.printTo]);
  if (!printable.ok) return printable;
  const key = newKey();
  const swap = (publicHex: string) => (publicHex === replaced.publicHex ? key.publicHex : publicHex);
  // Notices are delegated by the guides' list; root knows nothing of their key.
  const root =
    role === 'campaigns'
      ? undefined
      : await nextRoot(ring, {
          nowMs,
          lifetimes: rotation.lifetimes,
          change: (content) => ({
            ...content,
            rootKeys: content.rootKeys.map(swap),
            targetsKey: swap(content.targetsKey),
            onlineKey: swap(content.onlineKey),
          }),
          made: [key.signer],
          lostIds: rotation.lost ? [replaced.id] : [],
        });
  if (root && !root.ok) return root;

  const created = new Date(nowMs).toISOString();
  const added = { role, key, passphrase: rotation.passphrase, printTo: rotation.printTo };
  // The root last: until it is there the old keys count, and the new one is only one more in the list.
  const saved = await saveKey(ring.folder, added, created);
  if (!saved.ok) return saved;
  const listed = await saveRingFile(
    ring.folder,
    [...ring.keys.map(entryOf), ...entriesOf([added], created)],
    ring.noServer,
  );
  if (!listed.ok) return listed;
  const rooted = root ? await saveRoot(ring, root.value) : ok(undefined);
  return rooted.ok ? saved : rooted;
}

/** The same keys for another three years; what they signed stays as it is. */
export async function renewRoot(
  ring: KeyRing,
  { nowMs, lifetimes }: Pick<Rotation, 'nowMs' | 'lifetimes'>,
): Promise<Result<void, SignRefusal>> {
  const root = await nextRoot(ring, { nowMs, lifetimes, change: (content) => content });
  return root.ok ? saveRoot(ring, root.value) : root;
}
