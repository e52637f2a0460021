import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { attacksOnFreshness } from '../../support/attacks-on-freshness.ts';
import { attacksOnSignatures } from '../../support/attacks-on-signatures.ts';
import { attacksOnTransfer } from '../../support/attacks-on-transfer.ts';
import { addNews, textsOf } from '../../support/news-of.ts';
import { PackMachine } from '../../support/pack-machine.ts';
import { stages, type Attack, type Scene, type Stage } from '../../support/tuf-attacks.ts';
import { TufRepository } from '../../support/tuf-repository.ts';
import { newsBytesMax } from '../../../shared/packs/repository-layout.ts';
import type { Result } from '../../../shared/result.ts';
import type { SyncRefusal } from '../../../shared/packs/sync-refusal.ts';

const nowMs = Date.UTC(2026, 2, 1);
const paths = ['catalog-en.json', 'campaigns/notices-en.json'];
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs });
});
afterEach(() => {
  vi.useRealTimers();
});

async function setScene(stage: Stage, isHashed: boolean): Promise<Scene> {
  const repository = new TufRepository({ nowMs, isHashed });
  const machine = await PackMachine.start(repository.files.get('metadata/1.root.json') ?? new Uint8Array());
  machine.served = repository.files;
  let retired: Scene['retired'];
  repository.publish('before');
  if (stage !== 'first install')
    expect(await machine.client.refresh(paths, 'ask')).toMatchObject({ ok: true });
  if (stage === 'after rotation') {
    retired = { ...repository.keys };
    repository.rotate(['root', 'targets', 'campaigns', 'snapshot', 'timestamp']);
    repository.publish('rotated');
    expect(await machine.client.refresh(paths, 'ask')).toMatchObject({ ok: true });
  }
  const earlier = new Map(repository.files);
  repository.publish('second');
  const served = new Map(repository.files);
  const setClock = (ms: number): void => void vi.setSystemTime(ms);
  return { repository, machine, served, earlier, retired, stage, setClock };
}

/** Takes everything as the sync does, and answers the catalog's text or the first refusal and where it came. */
async function take(
  machine: PackMachine,
): Promise<{ at: Attack['at']; result: Result<string, SyncRefusal> }> {
  const signed = await machine.client.refresh(paths, 'ask');
  if (!signed.ok) return { at: 'refresh', result: signed };
  const catalog = signed.value.targets.get('catalog-en.json');
  const notices = signed.value.targets.get('campaigns/notices-en.json');
  if (!catalog) throw new Error('there is no catalog');
  const guides = await machine.client.fetchPiece({
    sha256: catalog.digests.sha256 ?? '',
    size: catalog.sizeBytes,
  });
  if (!guides.ok) return { at: 'piece', result: guides };
  const fetched = notices && (await machine.client.fetchTarget(notices));
  if (fetched && !fetched.ok) return { at: 'target', result: fetched };
  return { at: 'piece', result: { ok: true, value: decode(guides.value) } };
}

/** `inBundle`: what the attacker serves comes in one file too. */
async function attackIn(scene: Scene, attack: Attack, inBundle = false): Promise<void> {
  const { machine, repository } = scene;
  const before = await machine.trusted();
  await attack.make(scene);
  machine.served = scene.served;
  if (inBundle) addNews(scene.served, withRoom(textsOf(scene.served)));

  const { at, result } = await take(machine);
  // With a sound bundle, what the attacker does to single files may not even be noticed.
  if (inBundle && result.ok) expect(result.value).toBe('{"catalog":"en","mark":"second"}');
  else if (attack.refused.length === 0)
    expect(result).toMatchObject({ ok: true, value: expect.not.stringContaining('evil') as string });
  else {
    expect(result.ok ? 'accepted' : result.error.kind).toBeOneOf(attack.refused);
    expect(at).toBe(attack.at);
  }

  const honest = new Set([...repository.files.values()].map(decode));
  for (const [role, text] of Object.entries(await machine.trusted()))
    if (text !== before[role] && !attack.stolen?.some((stolen) => stolen === role))
      expect(honest, `${role} is nobody's`).toContain(text);
  expect(await machine.leftovers()).toEqual([]);

  vi.setSystemTime(nowMs);
  machine.answer = () => undefined;
  attack.heal?.(scene);
  repository.publish('healed');
  machine.served = repository.files;
  machine.restart();
  expect((await take(machine)).result).toEqual({ ok: true, value: '{"catalog":"en","mark":"healed"}' });
  await machine.remove();
}

const attackClasses = { ...attacksOnSignatures, ...attacksOnFreshness, ...attacksOnTransfer };

/** As many as a machine reads; the newest, which the attack is about, come first. */
function withRoom(texts: Readonly<Record<string, string>>): Record<string, string> {
  let room = newsBytesMax;
  const newest = Object.entries(texts).sort(([a], [b]) =>
    (/\d+/.exec(b)?.[0] ?? '').localeCompare(/\d+/.exec(a)?.[0] ?? ''),
  );
  return Object.fromEntries(newest.filter((entry) => (room -= JSON.stringify(entry).length) > 0));
}

describe.each(Object.entries(attackClasses))('%s', (_, attacks) => {
  describe.each(stages)('at %s', (stage) => {
    it.each(attacks.filter((attack) => !attack.stages || attack.stages.includes(stage)))(
      '$name',
      async (attack) => {
        await attackIn(await setScene(stage, !attack.isUnhashed), attack);
      },
      20_000,
    );
  });

  it.each(attacks.filter(({ stages }) => !stages || stages.includes('steady')))(
    'in a bundle: $name',
    async (attack) => {
      await attackIn(await setScene('steady', !attack.isUnhashed), attack, true);
    },
    20_000,
  );
});

it('covers the nine classes with at least forty attacks', () => {
  expect(Object.keys(attackClasses)).toHaveLength(9);
  expect(Object.values(attackClasses).flat().length).toBeGreaterThanOrEqual(40);
});
