import { cp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { imageStore } from '../../../electron/adapters/kb-files.ts';
import type { Campaign } from '../../../shared/campaigns/campaign.ts';
import type { CompiledKb } from '../../../hub/publish/compile-kb.ts';
import { startEngineMachine } from '../../support/engine-machine.ts';
import { createPublisher, must, quickQuality } from '../../support/published-kb.ts';
import { startStaticServer } from '../../support/static-server.ts';
import { version, versionShown } from '../../support/two-versions.ts';

const campaign = (id: string, severity: Campaign['severity']): Campaign => ({
  ...{ id, severity, title: `Title of ${id}`, text: '', windows: [{ from: '2026-01-01T00:00' }] },
});
const campaigns = [campaign('plan', 'quiet'), campaign('mail-down', 'incident')];
const withCampaigns = (kb: CompiledKb): CompiledKb => ({
  ...kb,
  packs: new Map([...kb.packs].map(([language, pack]) => [language, { ...pack, campaigns }])),
});

async function flip(path: string, place: number): Promise<void> {
  const file = await open(path, 'r+');
  const { buffer } = await file.read(new Uint8Array(1), 0, 1, place);
  await file.write(Uint8Array.of((buffer[0] ?? 0) ^ 4), 0, 1, place);
  await file.close();
}

/** What may happen to a file of this size. */
function damages(size: number): [name: string, inflict: (path: string) => Promise<unknown>][] {
  const lengths = [...new Set([0, 1, size >> 1, size - 1])];
  const places = [...new Set([0, size >> 2, size >> 1, size - 2])];
  return [
    ['removed', (path) => rm(path)],
    ...lengths.map((n): [string, (path: string) => Promise<unknown>] => [
      `cut to ${n}`,
      (path) => truncate(path, n),
    ]),
    ['zeros', (path) => writeFile(path, new Uint8Array(size))],
    ...places.map((n): [string, (path: string) => Promise<unknown>] => [
      `flipped at ${n}`,
      (path) => flip(path, n),
    ]),
  ];
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) =>
    entry.isFile() ? [relative(folder, join(entry.parentPath, entry.name))] : [],
  );
}

test(
  'whatever happens to any file of the knowledge base: guides are there and found, and the next sync heals it',
  { timeout: 300_000 },
  async () => {
    const [seed, old, next] = [version('wombat', 1), version('zebra', 2), version('okapi', 3)];
    const publisher = await createPublisher();
    const server = await startStaticServer(publisher.dir);
    const machine = await startEngineMachine(publisher.knowledgeBase(server.url), seed.kb);
    onTestFinished(() =>
      Promise.all([publisher.remove(), server.close(), machine.remove()]).then(() => undefined),
    );
    await publisher.publish(withCampaigns(old.kb), { quality: quickQuality });
    must(await machine.sync());
    await publisher.publish(withCampaigns(next.kb), { quality: quickQuality });
    must(await machine.sync());
    const sound = join(machine.folder, 'sound');
    await cp(machine.kbFolder, sound, { recursive: true });
    const files = await filesBelow(sound);
    expect(files.length).toBeGreaterThanOrEqual(2 * 5 + 2 + 2 + 2);

    const wrong: string[] = [];
    for (const file of files) {
      const bytes = await readFile(join(sound, file));
      for (const [damage, inflict] of damages(bytes.length)) {
        await rm(machine.kbFolder, { recursive: true });
        await cp(sound, machine.kbFolder, { recursive: true });
        await inflict(join(machine.kbFolder, file));
        const engine = machine.restart();
        const shown = await versionShown(engine, [seed, old, next]);
        if (!['zebra', 'okapi'].includes(shown)) wrong.push(`${file} ${damage}: shows ${shown}`);
        const synced = await machine.sync();
        const healed = await versionShown(engine, [seed, old, next]);
        const notices = must(await engine.open('en')).campaigns.map(({ id }) => id);
        const images = imageStore(join(machine.kbFolder, 'images'));
        const shownImages = await Promise.all([...next.kb.images.keys()].map((name) => images.read(name)));
        const isHealed =
          synced.ok &&
          healed === 'okapi' &&
          notices.join() === 'plan,mail-down' &&
          !shownImages.includes(undefined);
        if (!isHealed)
          wrong.push(
            `${file} ${damage}: after a sync ${healed}, ${JSON.stringify(synced)}, ${notices.join()}`,
          );
      }
    }
    expect(wrong).toEqual([]);
  },
);
