import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PackMachine } from '../../support/pack-machine.ts';
import { TufRepository, type RoleName } from '../../support/tuf-repository.ts';
import { faults, faultyDisk, type Fault } from './faulty-disk.ts';
import { powerLossDisk, type PowerLossDisk } from './power-loss-disk.ts';

const nowMs = Date.UTC(2026, 2, 1);
const paths = ['catalog-en.json', 'campaigns/notices-en.json'];
const roles: readonly RoleName[] = ['root', 'targets', 'campaigns', 'snapshot', 'timestamp'];
let repository: TufRepository;
let machine: PackMachine;
let platter: PowerLossDisk;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs });
  repository = new TufRepository({ nowMs, isHashed: true });
  machine = await PackMachine.start(repository.files.get('metadata/1.root.json') ?? new Uint8Array());
  machine.served = repository.files;
  platter = powerLossDisk();
  await machine.restart(platter.disk).refresh(paths, 'ask');
});
afterEach(async () => {
  vi.useRealTimers();
  await machine.remove();
});

/** The same numbers in every run, so that a failure can be seen again. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One rotation whose `failAt`-th disk call goes wrong; afterwards the machine must come to the end. */
async function rotateWith(
  fault: Fault,
  failAt: number,
  rotated: readonly RoleName[],
): Promise<{ calls: number }> {
  const before = await machine.trusted();
  repository.rotate(rotated);
  repository.publish(`root-${repository.versions.root}`);
  const faulty = faultyDisk(platter.disk, failAt, fault);
  const interrupted = await machine.restart(faulty.disk).refresh(paths, 'ask');
  if (!interrupted.ok) expect(interrupted.error.kind).toBe('could-not-save');

  // Then the power goes, and whatever was not synced with it.
  platter = platter.afterPowerLoss();
  machine.restart(platter.disk);
  const left = await machine.trusted();
  expect(left['root'] === before['root'] || left['root'] === newestRoot()).toBe(true);
  expect(await machine.client.refresh(paths, 'ask')).toMatchObject({
    ok: true,
    value: { rootVersion: repository.versions.root, timestampVersion: repository.versions.timestamp },
  });
  expect((await machine.trusted())['root']).toBe(newestRoot());
  return { calls: faulty.calls() };
}

const newestRoot = (): string =>
  new TextDecoder().decode(repository.files.get(`metadata/${repository.versions.root}.root.json`));

it('no disk call that fails during a rotation leaves a machine that can not go on', async () => {
  const { calls } = await rotateWith('EIO', Number.MAX_SAFE_INTEGER, ['root']);
  expect(calls).toBeGreaterThan(10);
  for (const fault of faults)
    for (let failAt = 1; failAt <= calls; failAt += 1)
      await rotateWith(fault, failAt, ['root', 'timestamp', 'snapshot']);
}, 300_000);

it('two hundred rotations of any keys, each stopped at any disk call, one after the other', async () => {
  const random = randomNumbers(20_260_301);
  for (let n = 0; n < 200; n += 1) {
    const rotated = roles.filter(() => random(2) === 0);
    await rotateWith(faults[random(faults.length)] ?? 'stop', 1 + random(30), rotated);
  }
  expect(repository.versions.root).toBe(201);
}, 300_000);
