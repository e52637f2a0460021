import { blobPath } from '../../shared/packs/repository-layout.ts';
import { catalogBlob, endless, forge, noticesFile, resign, rewrite, type Attack } from './tuf-attacks.ts';
import { bytesOf, packed, sha256Of } from './tuf-repository.ts';

const html = (): Response =>
  new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } });

const endlessData: Attack[] = [
  ...(['root', 'timestamp', 'snapshot', 'targets', 'campaigns'] as const).map((role): Attack => ({
    name: `${role} without end`,
    at: 'refresh',
    refused: ['too-big'],
    make({ machine }) {
      machine.answer = (path) => (path.endsWith(`${role}.json`) ? endless() : undefined);
    },
  })),
  {
    name: 'a guide without end',
    at: 'piece',
    refused: ['too-big'],
    make({ machine }) {
      machine.answer = (path) => (path.startsWith('blobs/') ? endless() : undefined);
    },
  },
  {
    name: 'notices without end',
    at: 'target',
    refused: ['too-big'],
    make({ machine }) {
      machine.answer = (path) => (path.startsWith('targets/campaigns/') ? endless() : undefined);
    },
  },
  {
    name: 'a guide that is small on the way and grows without end',
    at: 'piece',
    refused: ['wrong-hash'],
    make: (s) => void s.served.set(catalogBlob(s), packed(new Uint8Array(3_000_000))),
  },
  {
    name: 'a list of so many targets that reading it takes minutes',
    at: 'refresh',
    refused: ['too-big'],
    isUnhashed: true,
    make: (s) =>
      resign(
        s,
        'targets',
        (signed) => {
          const one = { length: 1, hashes: { sha256: sha256Of(bytesOf('x')) } };
          signed['targets'] = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`t${n}.json`, one]));
        },
        s.repository.keys.targets,
      ),
  },
];

const maliciousMirror: Attack[] = [
  {
    name: 'a page for every question',
    at: 'refresh',
    refused: ['captive-portal'],
    make: ({ machine }) => void (machine.answer = html),
  },
  {
    name: 'a page where the timestamp should be',
    at: 'refresh',
    refused: ['captive-portal'],
    make({ machine }) {
      machine.answer = (path) => (path.endsWith('timestamp.json') ? html() : undefined);
    },
  },
  {
    name: 'a page where a newer root would be',
    at: 'refresh',
    refused: ['captive-portal'],
    make({ machine }) {
      machine.answer = (path) => (path.endsWith('root.json') ? html() : undefined);
    },
  },
  {
    name: 'the server can not, where a newer root would be',
    at: 'refresh',
    refused: ['server-error'],
    make({ machine }) {
      machine.answer = (path) =>
        path.endsWith('root.json') ? new Response('busy', { status: 500 }) : undefined;
    },
  },
  {
    name: 'nothing at all',
    at: 'refresh',
    refused: ['missing'],
    make: ({ served }) => served.clear(),
  },
  {
    name: 'every connection breaks',
    at: 'refresh',
    refused: ['offline'],
    make({ machine }) {
      machine.answer = () => Promise.reject(new TypeError('fetch failed'));
    },
  },
  {
    name: 'the server says that it can not',
    at: 'refresh',
    refused: ['server-error'],
    make({ machine }) {
      machine.answer = () => new Response('busy', { status: 503, headers: { 'retry-after': '60' } });
    },
  },
  ...(['', '{"signed":', 'null', '[]', '{"signed":{},"signatures":[]}', '\u0000\u0001\u0002'] as const).map(
    (text): Attack => ({
      name: `a timestamp that reads ${JSON.stringify(text)}`,
      at: 'refresh',
      refused: ['not-json', 'invalid'],
      make: ({ served }) => rewrite(served, 'metadata/timestamp.json', text),
    }),
  ),
  {
    name: 'a snapshot that stops in the middle',
    at: 'refresh',
    refused: ['wrong-hash'],
    make({ served, repository }) {
      const path = repository.path('snapshot');
      served.set(path, (served.get(path) ?? new Uint8Array()).slice(0, 100));
    },
  },
  ...(['snapshot', 'targets', 'campaigns'] as const).map((role): Attack => ({
    name: `no ${role}`,
    at: 'refresh',
    refused: ['missing'],
    make: ({ served, repository }) => void served.delete(repository.path(role)),
  })),
  {
    name: 'the lists, but not the guides',
    at: 'piece',
    refused: ['missing'],
    make: (s) => void s.served.delete(catalogBlob(s)),
  },
  {
    name: 'the guides, but not the notices',
    at: 'target',
    refused: ['missing'],
    make: (s) => void s.served.delete(noticesFile(s)),
  },
];

const extraneous = bytesOf('{"install":"this too"}');
const extraneousDependencies: Attack[] = [
  {
    name: 'a file beside the others that no list names',
    at: 'piece',
    refused: [],
    make({ served }) {
      served.set(blobPath(sha256Of(extraneous)), packed(extraneous));
      served.set(`targets/${sha256Of(extraneous)}.catalog-en.json`, extraneous);
      served.set('metadata/evil.json', extraneous);
    },
  },
  {
    name: 'campaigns that hand their part on to a role of the attacker',
    at: 'piece',
    refused: [],
    stolen: ['campaigns'],
    isUnhashed: true,
    make: (s) =>
      resign(
        s,
        'campaigns',
        (signed) => {
          signed['delegations'] = {
            keys: {},
            roles: [{ name: 'targets-2', keyids: [], threshold: 1, terminating: true, paths: ['catalog-*'] }],
          };
        },
        s.repository.keys.campaigns,
      ),
  },
  {
    name: 'guides that hand their part on in a circle, signed by a stranger',
    at: 'refresh',
    refused: ['bad-signature'],
    make: (s) =>
      forge(s, ['targets', 'campaigns', 'snapshot', 'timestamp'], {
        timestamp: s.repository.keys.timestamp,
        snapshot: s.repository.keys.snapshot,
      }),
    stolen: ['snapshot', 'timestamp'],
    heal: ({ repository }) => repository.rotate(['snapshot', 'timestamp']),
  },
];

export const attacksOnTransfer = {
  'endless data': endlessData,
  'malicious mirror': maliciousMirror,
  'extraneous dependencies': extraneousDependencies,
};
