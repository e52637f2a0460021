import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { preparePublication } from '../../../hub/publish/publication.ts';
import { lifetimes } from '../../../hub/sign/lifetimes.ts';
import { must } from '../../support/published-kb.ts';
import { changedGuides } from './changed-guides.ts';
import {
  nowMs,
  options,
  publisher,
  kb,
  edited,
  history,
  versions,
  removePublisher,
  setUpPublisher,
} from './publish-again-bench.ts';

// Many fsyncs: on a busy disk they take their time.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(setUpPublisher);
afterEach(removePublisher);

describe('what is refused', () => {
  it('fewer guides by more than a fifth, unless told', async () => {
    await publisher.publish(kb, options);
    const fewer = (count: number) => changedGuides(kb, (guides) => guides.slice(0, count));
    const tried = await publisher.tryPublish(fewer(15), options);
    expect(tried).toMatchObject({ ok: false, error: { kind: 'fewer-guides' } });
    expect(tried.ok ? '' : tried.error.detail).toContain('en 20 -> 15');
    expect(await versions()).toEqual([1, 1, 1, 1]);
    expect((await publisher.tryPublish(fewer(16), options)).ok).toBe(true);
    expect((await publisher.tryPublish(fewer(1), { ...options, allowFewer: true })).ok).toBe(true);
  });

  it('translations that fall back to English count as gone', async () => {
    const [english] = kb.packs.values();
    if (!english) throw new Error('no English');
    const guides = english.guides.map((guide) => ({
      ...guide,
      language: 'nb' as const,
      title: `Norsk ${guide.id}`,
    }));
    const norwegian = { ...english, language: 'nb' as const, guides };
    await publisher.publish(
      {
        ...kb,
        packs: new Map([
          ['en', english],
          ['nb', norwegian],
        ]),
      },
      options,
    );
    const lost = { ...norwegian, guides: english.guides };
    const tried = await publisher.tryPublish(
      {
        ...kb,
        packs: new Map([
          ['en', english],
          ['nb', lost],
        ]),
      },
      options,
    );
    expect(tried.ok ? '' : tried.error.detail).toContain('nb 20 -> 0');
  });

  it('a publication that another one overtook', async () => {
    await publisher.publish(kb, options);
    const { destination } = publisher;
    let overtaken = false;
    const slow = {
      ...destination,
      async write(...[path, bytes, lifetime]: Parameters<typeof destination.write>) {
        if (!overtaken) {
          overtaken = true;
          await publisher.publish(edited(kb, 'Theirs.'), options);
        }
        return destination.write(path, bytes, lifetime);
      },
    };
    const tried = await publisher.tryPublish(edited(kb, 'Ours.'), { ...options, destination: slow });
    expect(tried).toMatchObject({ ok: false, error: { kind: 'changed-meanwhile' } });
    expect(await versions()).toEqual([2, 2, 2, 1]);
  });
});

it('a publication that another one overtook in its last moment leaves theirs whole', async () => {
  await publisher.publish(kb, options);
  const { destination } = publisher;
  let overtaken = false;
  const slow = {
    ...destination,
    async write(...[path, bytes, lifetime]: Parameters<typeof destination.write>) {
      if (!overtaken && path.startsWith('metadata/')) {
        overtaken = true;
        await publisher.publish(edited(kb, 'Theirs.'), options);
      }
      return destination.write(path, bytes, lifetime);
    },
  };
  const tried = await publisher.tryPublish(edited(kb, 'Ours.'), { ...options, destination: slow });
  expect(tried).toMatchObject({ ok: false, error: { kind: 'changed-meanwhile' } });
  // Reading checks every signature and hash on the way.
  const [newest] = await history();
  expect(newest?.catalog.guides).toHaveLength(20);
});

it('a plan writes nothing and needs no private key', async () => {
  await publisher.publish(kb, options);
  const before = await versions();
  const ring = { ...(await publisher.ring()), unlock: () => Promise.reject(new Error('asked for a key')) };
  const { destination } = publisher;
  const readOnly = { ...destination, write: () => Promise.reject(new Error('wrote')) };
  const prepared = must(
    await preparePublication({
      ...{
        kb: edited(kb, 'Other words.'),
        destination: readOnly,
        ring,
        nowMs,
        lifetimes,
        progress: () => {},
      },
      ...options,
    }),
  );
  expect(prepared.plan.languages).toMatchObject([{ language: 'en', changed: 1 }]);
  expect(await versions()).toEqual(before);
});

it('a folder with sources in it is no place for machines', async () => {
  await publisher.destination.write('organisation.yaml', new Uint8Array(), 'changing');
  expect(await publisher.tryPublish(kb, options)).toMatchObject({ error: { kind: 'holds-sources' } });
});
