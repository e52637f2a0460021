import type { SyncRefusalKind } from '../../shared/packs/sync-refusal.ts';
import { blobPath } from '../../shared/packs/repository-layout.ts';
import type { PackMachine } from './pack-machine.ts';
import {
  bytesOf,
  newKey,
  packed,
  sha256Of,
  signFile,
  type Files,
  type RoleName,
  type SigningKey,
  type TufRepository,
} from './tuf-repository.ts';

/** When the attack comes: before the machine ever asked, after it did, and after the keys were changed too. */
export type Stage = 'first install' | 'steady' | 'after rotation';
export const stages: readonly Stage[] = ['first install', 'steady', 'after rotation'];

export interface Scene {
  /** The honest publisher. Its newest publication is one that the machine has not seen. */
  repository: TufRepository;
  machine: PackMachine;
  /** What the attacker's server has: a copy of the honest files. */
  served: Files;
  /** The files as they were when the machine last took all of them. */
  earlier: Files;
  /** Keys that were the organisation's and have been replaced since. */
  retired: Record<RoleName, SigningKey[]> | undefined;
  stage: Stage;
  /** Sets the machine's date. */
  setClock(ms: number): void;
}

export interface Attack {
  name: string;
  /** Any of these is right; none means that the attack fails without being noticed. */
  refused: SyncRefusalKind[];
  /** What the machine must not take: the lists, or bytes that the lists name. */
  at: 'refresh' | 'piece' | 'target';
  stages?: readonly Stage[];
  /** Lists without the hashes of the next ones, which TUF allows: signatures and versions must hold alone. */
  isUnhashed?: true;
  /** Roles whose keys the attacker has: what they sign may be trusted, and nothing else. */
  stolen?: readonly RoleName[];
  make(scene: Scene): void | Promise<void>;
  /** What the honest publisher must do before machines can go on; a new publication in any case. */
  heal?(scene: Scene): void;
}

export const dayMs = 86_400_000;
const evilText = '{"catalog":"en","mark":"evil"}';

export const rewrite = (served: Files, path: string, text: string): void => {
  served.set(path, bytesOf(text));
};

/** Lists that name the attacker's content, signed by `keys` where the attacker has some and else by keys of his own. */
export function forge(
  { repository, served }: Scene,
  roles: readonly RoleName[],
  keys: Partial<Record<RoleName, SigningKey[]>> = {},
): void {
  const forger = Object.assign(Object.create(Object.getPrototypeOf(repository) as object), repository, {
    files: served,
    versions: { ...repository.versions },
    guides: new Map(repository.guides).set('catalog-en.json', evilText),
    campaigns: new Map(repository.campaigns).set('campaigns/notices-en.json', '["evil"]'),
  }) as TufRepository;
  for (const role of roles) forger.versions[role] += 1;
  const signer = (role: RoleName): SigningKey[] => keys[role] ?? [newKey()];
  const signed = {
    targets: () => forger.targetsSigned(),
    campaigns: () => forger.campaignsSigned(),
    snapshot: () => forger.snapshotSigned(),
    timestamp: () => forger.timestampSigned(),
    root: () => forger.rootSigned(forger.versions.root),
  };
  for (const role of ['root', 'targets', 'campaigns', 'snapshot', 'timestamp'] as const)
    if (roles.includes(role)) forger.put(role, signed[role](), signer(role));
  forger.addContent('catalog-en.json', evilText);
  forger.addContent('campaigns/notices-en.json', '["evil"]');
}

/** Reads a list, changes what is signed, and signs it again with keys the attacker has. */
export function resign(
  { repository, served }: Scene,
  role: RoleName,
  change: (signed: ReturnType<TufRepository['timestampSigned']>) => void,
  keys: SigningKey[],
): void {
  const signed = {
    targets: () => repository.targetsSigned(),
    campaigns: () => repository.campaignsSigned(),
    snapshot: () => repository.snapshotSigned(),
    timestamp: () => repository.timestampSigned(),
    root: () => repository.rootSigned(repository.versions.root + 1),
  }[role]();
  change(signed);
  const path =
    role === 'root' ? repository.path('root', repository.versions.root + 1) : repository.path(role);
  served.set(path, signFile(signed, keys));
}

export const catalogBlob = ({ repository }: Scene): string =>
  blobPath(sha256Of(bytesOf(repository.guides.get('catalog-en.json') ?? '')));

export const noticesFile = ({ repository }: Scene): string => {
  const text = repository.campaigns.get('campaigns/notices-en.json') ?? '';
  return `targets/campaigns/${sha256Of(bytesOf(text))}.notices-en.json`;
};

export const evilBlob = (): Uint8Array => packed(bytesOf(evilText));

/** Sends bytes for as long as somebody listens. */
export const endless = (): Response =>
  new Response(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    }),
  );
