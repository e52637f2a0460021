import {
  catalogBlob,
  evilBlob,
  forge,
  noticesFile,
  resign,
  rewrite,
  type Attack,
  type Scene,
} from './tuf-attacks.ts';
import { bytesOf, newKey, sha256Of, signFile, type RoleName } from './tuf-repository.ts';

const lists: readonly RoleName[] = ['targets', 'campaigns', 'snapshot', 'timestamp'];
const retiredKeys = ({ retired }: Scene) => {
  if (!retired) throw new Error('no keys were replaced at this stage');
  return retired;
};

const arbitrarySoftware: Attack[] = [
  {
    name: 'all lists signed by a stranger',
    at: 'refresh',
    refused: ['bad-signature'],
    make: (s) => forge(s, lists),
  },
  {
    name: 'a timestamp without signatures',
    at: 'refresh',
    refused: ['bad-signature'],
    make: (s) => s.served.set('metadata/timestamp.json', signFile(s.repository.timestampSigned(), [])),
  },
  {
    name: 'the real signature over other words',
    at: 'refresh',
    refused: ['bad-signature'],
    make({ served, repository }) {
      const text = new TextDecoder().decode(served.get('metadata/timestamp.json'));
      rewrite(
        served,
        'metadata/timestamp.json',
        text.replace(repository.expires('timestamp'), '2036-01-01T00:00:00Z'),
      );
    },
  },
  {
    name: 'a list of targets signed by a stranger behind real lists',
    at: 'refresh',
    refused: ['bad-signature'],
    isUnhashed: true,
    make: (s) => resign(s, 'targets', () => undefined, [newKey()]),
  },
  {
    name: 'a snapshot signed by a stranger behind a real timestamp',
    at: 'refresh',
    refused: ['bad-signature'],
    isUnhashed: true,
    make: (s) => resign(s, 'snapshot', () => undefined, [newKey()]),
  },
  {
    name: 'campaigns signed by a stranger',
    at: 'refresh',
    refused: ['bad-signature'],
    isUnhashed: true,
    make: (s) => resign(s, 'campaigns', () => undefined, [newKey()]),
  },
  {
    name: 'a next root signed by a stranger',
    at: 'refresh',
    refused: ['bad-signature'],
    make: (s) => resign(s, 'root', () => undefined, [newKey(), newKey()]),
  },
  {
    name: 'a next root that is only signed by the keys it brings',
    at: 'refresh',
    refused: ['bad-signature'],
    make(s) {
      const own = [newKey(), newKey()];
      s.repository.keys = { ...s.repository.keys };
      const { root } = s.repository.keys;
      s.repository.keys.root = own;
      resign(s, 'root', () => undefined, own);
      s.repository.keys.root = root;
    },
  },
  {
    name: 'one signature twice where two are asked',
    at: 'refresh',
    refused: ['bad-signature', 'invalid'],
    make(s) {
      const [first] = s.repository.keys.root;
      if (first) resign(s, 'root', () => undefined, [first, first]);
    },
  },
  {
    name: 'other bytes where a guide lies',
    at: 'piece',
    refused: ['wrong-hash'],
    make: (s) => void s.served.set(catalogBlob(s), evilBlob()),
  },
  {
    name: 'other bytes where the notices lie',
    at: 'target',
    refused: ['wrong-hash', 'too-big'],
    make: (s) => rewrite(s.served, noticesFile(s), '[["en","evil!!"]]'),
  },
];

const keyCompromise: Attack[] = [
  {
    name: 'with the online key: lists of targets are still signed by nobody',
    at: 'refresh',
    refused: ['bad-signature'],
    stolen: ['snapshot', 'timestamp'],
    make: (s) =>
      forge(s, lists, { snapshot: s.repository.keys.snapshot, timestamp: s.repository.keys.timestamp }),
    heal: ({ repository }) => repository.rotate(['snapshot', 'timestamp']),
  },
  {
    name: 'with the key of campaigns: guides can not be named',
    at: 'piece',
    refused: [],
    stolen: ['campaigns'],
    isUnhashed: true,
    make: (s) =>
      resign(
        s,
        'campaigns',
        (signed) => {
          const evil = bytesOf('{"catalog":"en","mark":"evil"}');
          signed['targets'] = {
            'catalog-en.json': { length: evil.length, hashes: { sha256: sha256Of(evil) } },
          };
        },
        s.repository.keys.campaigns,
      ),
  },
  {
    name: 'with one of two root keys: no other root',
    at: 'refresh',
    refused: ['bad-signature'],
    make: (s) => resign(s, 'root', () => undefined, s.repository.keys.root.slice(0, 1)),
  },
  {
    name: 'with the key of targets alone: no list that anything names',
    at: 'refresh',
    refused: ['wrong-hash', 'too-big'],
    make: (s) => resign(s, 'targets', (signed) => (signed['targets'] = {}), s.repository.keys.targets),
  },
  ...(['timestamp', 'snapshot', 'targets', 'campaigns', 'root'] as const).map((role): Attack => ({
    name: `with a key of ${role} that was replaced`,
    at: 'refresh',
    refused: ['bad-signature'],
    stages: ['after rotation'],
    isUnhashed: true,
    make: (s) => resign(s, role, () => undefined, retiredKeys(s)[role]),
  })),
  {
    name: 'with every key that was replaced, and the new root kept back',
    at: 'refresh',
    refused: ['bad-signature'],
    stages: ['after rotation'],
    make: (s) => forge(s, lists, retiredKeys(s)),
  },
];

const far = 2_000_000_000;
const fastForward: Attack[] = [
  {
    name: 'a timestamp from far ahead, signed by a stranger',
    at: 'refresh',
    refused: ['bad-signature'],
    make: (s) => resign(s, 'timestamp', (signed) => (signed.version = far), [newKey()]),
  },
  {
    name: 'with the online key, a timestamp from far ahead that names a snapshot from far ahead',
    at: 'refresh',
    refused: ['missing'],
    stolen: ['timestamp'],
    make: (s) =>
      resign(
        s,
        'timestamp',
        (signed) => Object.assign(signed, { version: far, meta: { 'snapshot.json': { version: far } } }),
        s.repository.keys.timestamp,
      ),
    // Its version is what is trusted now; only another key makes machines forget it.
    heal: ({ repository }) => repository.rotate(['snapshot', 'timestamp']),
  },
  {
    name: 'with the online key, a snapshot that puts the targets far ahead',
    at: 'refresh',
    refused: ['missing'],
    stolen: ['snapshot', 'timestamp'],
    isUnhashed: true,
    make: (s) =>
      resign(
        s,
        'snapshot',
        (signed) =>
          (signed['meta'] = { 'targets.json': { version: far }, 'campaigns.json': { version: far } }),
        s.repository.keys.snapshot,
      ),
    heal: ({ repository }) => repository.rotate(['snapshot', 'timestamp']),
  },
  {
    name: 'a root that leaves out a version',
    at: 'refresh',
    refused: ['invalid'],
    make: (s) => resign(s, 'root', (signed) => (signed.version += 5), s.repository.keys.root),
  },
];

export const attacksOnSignatures = {
  'arbitrary software': arbitrarySoftware,
  'key compromise': keyCompromise,
  'fast-forward': fastForward,
};
