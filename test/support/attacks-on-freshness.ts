import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayMs, resign, type Attack, type Scene, type Stage } from './tuf-attacks.ts';
import type { RoleName } from './tuf-repository.ts';

const afterFirst: readonly Stage[] = ['steady', 'after rotation'];

/** Puts an earlier file under the name that a newer one has. */
function putEarlier({ served, earlier, repository }: Scene, role: RoleName): void {
  const before = repository.versions[role] - 1;
  const bytes = earlier.get(repository.path(role, before));
  if (!bytes) throw new Error(`there is no earlier ${role}`);
  served.set(repository.path(role), bytes);
}

const past = (signed: { expires: string }): void => {
  signed.expires = '2026-02-01T00:00:00Z';
};

const indefiniteFreeze: Attack[] = [
  {
    name: 'what was true a month ago',
    at: 'refresh',
    refused: ['expired'],
    make(s) {
      s.served = s.earlier;
      s.setClock(s.repository.nowMs + 31 * dayMs);
    },
  },
  {
    name: 'the newest files, but the date of the root is over',
    at: 'refresh',
    refused: ['expired'],
    make: (s) => s.setClock(s.repository.nowMs + 1096 * dayMs),
  },
  ...(['snapshot', 'targets', 'campaigns'] as const).map((role): Attack => ({
    name: `a fresh timestamp over ${role} of the past`,
    at: 'refresh',
    refused: ['expired'],
    isUnhashed: true,
    stolen: [role],
    make: (s) => resign(s, role, past, s.repository.keys[role]),
  })),
  {
    name: 'a timestamp of the past, signed in time',
    at: 'refresh',
    refused: ['expired'],
    make: (s) => resign(s, 'timestamp', past, s.repository.keys.timestamp),
    stolen: ['timestamp'],
    // Trusted for its version only, so that nothing before it comes back; signing again goes on from there.
    heal: ({ repository }) => repository.publish('meanwhile'),
  },
  {
    name: 'nothing new for ever, and every file of before still there',
    at: 'refresh',
    refused: ['expired'],
    stages: afterFirst,
    async make(s) {
      s.served = s.earlier;
      s.machine.served = s.earlier;
      await s.machine.client.refresh(['catalog-en.json'], 'ask');
      s.setClock(s.repository.nowMs + 30 * dayMs + 1000);
    },
  },
  {
    name: 'the timestamp is kept from the machine',
    at: 'refresh',
    refused: ['missing'],
    make: (s) => void s.served.delete('metadata/timestamp.json'),
  },
];

const rollback: Attack[] = [
  {
    name: 'the timestamp of before the newest one that was taken',
    at: 'refresh',
    refused: ['rollback'],
    stages: afterFirst,
    async make(s) {
      s.machine.served = s.repository.files;
      await s.machine.client.refresh([], 'ask');
      s.served = s.earlier;
    },
  },
  {
    name: 'with the online key, a newer timestamp that names an older snapshot',
    at: 'refresh',
    refused: ['rollback'],
    stages: afterFirst,
    make: (s) =>
      resign(
        s,
        'timestamp',
        (signed) => (signed['meta'] = { 'snapshot.json': { version: s.repository.versions.snapshot - 2 } }),
        s.repository.keys.timestamp,
      ),
  },
  {
    name: 'with the online key, a newer snapshot that names older targets',
    at: 'refresh',
    refused: ['rollback'],
    stages: afterFirst,
    isUnhashed: true,
    make: (s) =>
      resign(
        s,
        'snapshot',
        (signed) => (signed['meta'] = { 'targets.json': { version: 1 }, 'campaigns.json': { version: 1 } }),
        s.repository.keys.snapshot,
      ),
  },
  {
    name: 'with the online key, a snapshot without the campaigns',
    at: 'refresh',
    refused: ['rollback'],
    stages: afterFirst,
    isUnhashed: true,
    make: (s) =>
      resign(
        s,
        'snapshot',
        (signed) => (signed['meta'] = { 'targets.json': { version: s.repository.versions.targets } }),
        s.repository.keys.snapshot,
      ),
  },
  {
    name: 'an old root under the name of the next one',
    at: 'refresh',
    refused: ['rollback'],
    make(s) {
      const { root } = s.repository.versions;
      const bytes = s.served.get(`metadata/${root}.root.json`);
      if (bytes) s.served.set(`metadata/${root + 1}.root.json`, bytes);
    },
  },
  ...(['lost', 'damaged', 'empty'] as const).map((state): Attack => ({
    name: `what the machine trusts is ${state}, and the server knows only the old keys`,
    at: 'refresh',
    refused: ['rollback'],
    stages: ['after rotation'],
    async make(s) {
      const file = join(s.machine.folder, 'trust.json');
      if (state === 'lost') await rm(file);
      else await writeFile(file, state === 'empty' ? '' : '{"anchor":');
      s.served = new Map([...s.earlier].filter(([path]) => !/\b2\.root\.json$/.test(path)));
      const { retired, repository } = s;
      if (!retired) throw new Error('no keys were replaced');
      // The old key signs what is fresh by its date.
      const now = repository.keys;
      repository.keys = retired;
      for (const role of ['targets', 'campaigns', 'snapshot', 'timestamp'] as const)
        resign(s, role, () => undefined, retired[role]);
      repository.keys = now;
    },
    isUnhashed: true,
  })),
  {
    name: 'with the online key, other words under the version that was taken',
    at: 'piece',
    refused: [],
    stages: afterFirst,
    async make(s) {
      s.machine.served = s.repository.files;
      await s.machine.client.refresh([], 'ask');
      resign(
        s,
        'timestamp',
        (signed) => (signed['meta'] = { 'snapshot.json': { version: 1 } }),
        s.repository.keys.timestamp,
      );
    },
  },
];

const mixAndMatch: Attack[] = [
  ...(['snapshot', 'targets', 'campaigns'] as const).flatMap((role): Attack[] => [
    {
      name: `an earlier ${role} among the newest, by its hash`,
      at: 'refresh',
      refused: ['wrong-hash', 'too-big'],
      make: (s) => putEarlier(s, role),
    },
    {
      name: `an earlier ${role} among the newest, by its version`,
      at: 'refresh',
      refused: ['invalid'],
      isUnhashed: true,
      make: (s) => putEarlier(s, role),
    },
  ]),
  {
    name: 'the signed list of campaigns in place of the list of guides',
    at: 'refresh',
    refused: ['bad-signature'],
    isUnhashed: true,
    make({ served, repository }) {
      const bytes = served.get(repository.path('campaigns'));
      if (bytes) served.set(repository.path('targets'), bytes);
    },
  },
  {
    name: 'the snapshot in place of the timestamp',
    at: 'refresh',
    refused: ['invalid'],
    make({ served, repository }) {
      const bytes = served.get(repository.path('snapshot'));
      if (bytes) served.set(repository.path('timestamp'), bytes);
    },
  },
];

export const attacksOnFreshness = {
  'indefinite freeze': indefiniteFreeze,
  rollback,
  'mix-and-match': mixAndMatch,
};
