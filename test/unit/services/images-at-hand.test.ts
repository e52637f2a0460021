import { expect, test } from 'vitest';
import { sha256 } from '../../../electron/adapters/digest.ts';
import { imagesAtHand } from '../../../electron/services/images-at-hand.ts';
import { ok, refuse } from '../../../shared/result.ts';

test.each<[ReadonlySet<string> | 'unknown', string[]]>([
  [new Set(['used.svg']), ['unused.svg']],
  ['unknown', []],
])('of images in use %j, %j go', async (inUse, gone) => {
  const removed: string[] = [];
  const images = imagesAtHand({
    images: {
      names: () => Promise.resolve(['used.svg', 'unused.svg']),
      read: () => Promise.resolve(undefined),
      write: () => Promise.resolve(ok(undefined)),
      remove: (file) => Promise.resolve(void removed.push(file)),
    },
    seed: {
      kind: 'embedded',
      load: () => Promise.resolve(refuse({ kind: 'missing', detail: '' })),
      problems: () => [],
      readImage: () => Promise.resolve(undefined),
    },
    slots: {
      async *whole() {},
      write: () => Promise.resolve(ok(undefined)),
      imagesInUse: () => Promise.resolve(inUse),
    },
    digest: sha256,
  });
  await images.forgetUnused();
  expect(removed).toEqual(gone);
});
