import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { blobPath } from '../../shared/packs/repository-layout.ts';

// A repository made by hand, apart from the code that publishes: attacks need files that no publisher would write.

export type RoleName = 'root' | 'targets' | 'campaigns' | 'snapshot' | 'timestamp';
export type Files = Map<string, Uint8Array>;

export interface SigningKey {
  id: string;
  publicHex: string;
  privateKey: KeyObject;
}

export interface Signed {
  _type: string;
  version: number;
  expires: string;
  [field: string]: unknown;
}

const dayMs = 86_400_000;
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Compressed for the way; how well is all the same here. */
export const packed = (bytes: Uint8Array): Uint8Array =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });

/** JSON in the one way that signatures are made over: ours hold no text that needs more than sorted names. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}

const describeKey = (publicHex: string) => ({
  keytype: 'ed25519',
  scheme: 'ed25519',
  keyval: { public: publicHex },
});

export function newKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const publicHex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  return { publicHex, privateKey, id: sha256Of(bytesOf(canonical(describeKey(publicHex)))) };
}

export function signFile(signed: Signed, keys: readonly SigningKey[]): Uint8Array {
  const bytes = bytesOf(canonical(signed));
  const signatures = keys.map(({ id, privateKey }) => ({
    keyid: id,
    sig: sign(undefined, bytes, privateKey).toString('hex'),
  }));
  return bytesOf(JSON.stringify({ signed, signatures }));
}

const listKeys = (keys: readonly SigningKey[]) =>
  Object.fromEntries(keys.map(({ id, publicHex }) => [id, describeKey(publicHex)]));

const targetsIn = (contents: ReadonlyMap<string, string>) =>
  Object.fromEntries(
    [...contents].map(([path, text]) => [
      path,
      { length: bytesOf(text).length, hashes: { sha256: sha256Of(bytesOf(text)) } },
    ]),
  );

/** An honest publisher whose every key and list can be reached into. */
export class TufRepository {
  readonly files: Files = new Map();
  /** One key for each role, but two for the root, both of which must sign. */
  keys: Record<RoleName, SigningKey[]>;
  readonly versions: Record<RoleName, number> = {
    root: 0,
    targets: 0,
    campaigns: 0,
    snapshot: 0,
    timestamp: 0,
  };
  guides = new Map<string, string>();
  campaigns = new Map<string, string>();
  /** The lists name hashes of the next ones; TUF does not demand it. */
  readonly isHashed: boolean;
  readonly nowMs: number;
  readonly lifeDays: Record<RoleName, number> = {
    root: 1095,
    targets: 365,
    campaigns: 365,
    snapshot: 30,
    timestamp: 30,
  };

  constructor({ nowMs, isHashed }: { nowMs: number; isHashed: boolean }) {
    this.nowMs = nowMs;
    this.isHashed = isHashed;
    const online = [newKey()];
    this.keys = {
      root: [newKey(), newKey()],
      targets: [newKey()],
      campaigns: [newKey()],
      snapshot: online,
      timestamp: online,
    };
    this.publishRoot(this.keys.root);
    this.publish('first');
  }

  expires(role: RoleName): string {
    return new Date(this.nowMs + this.lifeDays[role] * dayMs).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  start(role: RoleName, version: number, fields: object): Signed {
    const type = role === 'campaigns' ? 'targets' : role;
    return { _type: type, spec_version: '1.0.31', version, expires: this.expires(role), ...fields };
  }

  /** The root after the newest, with the keys of now, signed by whoever must. */
  rootSigned(version: number): Signed {
    const role = (name: RoleName) => ({
      keyids: this.keys[name].map(({ id }) => id),
      threshold: this.keys[name].length,
    });
    const { root, targets, snapshot, timestamp } = this.keys;
    return this.start('root', version, {
      consistent_snapshot: true,
      keys: listKeys([...root, ...targets, ...snapshot, ...timestamp]),
      roles: {
        root: role('root'),
        targets: role('targets'),
        snapshot: role('snapshot'),
        timestamp: role('timestamp'),
      },
    });
  }

  publishRoot(signers: readonly SigningKey[]): void {
    this.versions.root += 1;
    const distinct = [...new Map(signers.map((key) => [key.id, key])).values()];
    this.files.set(
      `metadata/${this.versions.root}.root.json`,
      signFile(this.rootSigned(this.versions.root), distinct),
    );
  }

  /** New keys for some roles, and a root that says so, signed by the old root keys and the new ones. */
  rotate(roles: readonly RoleName[]): void {
    const before = this.keys.root;
    const online = [newKey()];
    const fresh = (role: RoleName): SigningKey[] =>
      role === 'snapshot' || role === 'timestamp' ? online : this.keys[role].map(newKey);
    this.keys = { ...this.keys, ...Object.fromEntries(roles.map((role) => [role, fresh(role)])) };
    this.publishRoot([...before, ...this.keys.root]);
  }

  /** Content that can be told apart by `mark`, and everything signed anew. */
  publish(mark: string): void {
    for (const language of ['en', 'de']) {
      this.guides.set(`catalog-${language}.json`, `{"catalog":"${language}","mark":"${mark}"}`);
      this.campaigns.set(`campaigns/notices-${language}.json`, `[["${language}","${mark}"]]`);
    }
    this.signLists();
    for (const [path, text] of [...this.guides, ...this.campaigns]) this.addContent(path, text);
  }

  addContent(path: string, text: string): void {
    const bytes = bytesOf(text);
    const slash = path.lastIndexOf('/') + 1;
    this.files.set(`targets/${path.slice(0, slash)}${sha256Of(bytes)}.${path.slice(slash)}`, bytes);
    this.files.set(blobPath(sha256Of(bytes)), packed(bytes));
  }

  signLists(): void {
    for (const role of ['targets', 'campaigns', 'snapshot', 'timestamp'] as const) this.versions[role] += 1;
    this.put('targets', this.targetsSigned());
    this.put('campaigns', this.campaignsSigned());
    this.put('snapshot', this.snapshotSigned());
    this.put('timestamp', this.timestampSigned());
  }

  /** Signs with the role's keys and puts it where machines look for it. */
  put(role: RoleName, signed: Signed, keys: readonly SigningKey[] = this.keys[role]): void {
    this.files.set(this.path(role, signed.version), signFile(signed, keys));
  }

  path(role: RoleName, version = this.versions[role]): string {
    return role === 'timestamp' ? 'metadata/timestamp.json' : `metadata/${version}.${role}.json`;
  }

  targetsSigned(): Signed {
    const { campaigns } = this.keys;
    return this.start('targets', this.versions.targets, {
      targets: targetsIn(this.guides),
      delegations: {
        keys: listKeys(campaigns),
        roles: [
          {
            name: 'campaigns',
            keyids: campaigns.map(({ id }) => id),
            threshold: 1,
            terminating: true,
            paths: ['campaigns/*'],
          },
        ],
      },
    });
  }

  campaignsSigned(): Signed {
    return this.start('campaigns', this.versions.campaigns, { targets: targetsIn(this.campaigns) });
  }

  snapshotSigned(): Signed {
    return this.start('snapshot', this.versions.snapshot, {
      meta: { 'targets.json': this.meta('targets'), 'campaigns.json': this.meta('campaigns') },
    });
  }

  timestampSigned(): Signed {
    return this.start('timestamp', this.versions.timestamp, {
      meta: { 'snapshot.json': this.meta('snapshot') },
    });
  }

  /** How a list names another: by version, and by what its file is now. */
  meta(role: RoleName): { version: number; length?: number; hashes?: { sha256: string } } {
    const version = this.versions[role];
    const bytes = this.files.get(this.path(role));
    if (!this.isHashed || !bytes) return { version };
    return { version, length: bytes.length, hashes: { sha256: sha256Of(bytes) } };
  }
}
