import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '../../../bench/fleet/random.ts';
import { createHttp } from '../../../electron/adapters/http-download.ts';
import { imageStore } from '../../../electron/adapters/kb-files.ts';
import type { LibraryThreadStart } from '../../../electron/adapters/library-host.ts';
import { composeLibrary } from '../../../electron/compose-library.ts';
import { writePacks } from '../../../hub/publish/write-packs.ts';
import { createPublisher, must, quickQuality } from '../../support/published-kb.ts';
import { startStaticServer } from '../../support/static-server.ts';
import { version, versionShown } from '../../support/two-versions.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';

/** `KILL_ROUNDS=200 npx vitest run library-engine-kill` is the full run. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 24);

async function bundledSync(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, '../../support/kill-sync.ts'),
      target: 'node20',
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'sync.mjs' } },
    },
  });
  return join(folder, 'sync.mjs');
}

/** Runs a sync and kills it so long after it began; answers how long it took when it came to its end before. */
async function killedSync(
  script: string,
  ask: { url: string; start: LibraryThreadStart },
  lifeMs: number,
): Promise<number | undefined> {
  const child = spawn(process.execPath, [script, JSON.stringify(ask)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let said = '';
  let beganMs = 0;
  let endedMs: number | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (beganMs === 0) {
      beganMs = performance.now();
      if (Number.isFinite(lifeMs)) setTimeout(() => child.kill('SIGKILL'), lifeMs);
    }
    if (said.includes('end\n')) endedMs = performance.now() - beganMs;
  });
  await closed;
  expect(said).toMatch(/^begin\n(end\n)?$/);
  return endedMs;
}

test(
  `a sync killed at a random moment, ${rounds} times: the old guides or the new ones, all of them, and they are found`,
  { timeout: 60_000 + rounds * 5_000 },
  async () => {
    const folder = await temporaryFolder();
    const script = await bundledSync(join(folder, 'script'));
    const [seed, old, next] = [version('wombat', 1), version('zebra', 2), version('okapi', 3)];
    const publisher = await createPublisher();
    const server = await startStaticServer(publisher.dir);
    onTestFinished(() => Promise.all([publisher.remove(), server.close()]).then(() => undefined));
    must(await writePacks(seed.kb, join(folder, 'seed')));
    const { url, root } = publisher.knowledgeBase(server.url);
    const startIn = (kbFolder: string): LibraryThreadStart => ({
      ...{ os: 'linux', appVersion: '1.0.0', seed: { dir: join(folder, 'seed'), kind: 'embedded' } },
      central: { folder: kbFolder, root },
    });
    const engineIn = (kbFolder: string) =>
      composeLibrary(startIn(kbFolder), createHttp({ baseUrl: url, fetch, userAgent: 'Zeroline-test' }));
    const syncIn = (kbFolder: string, lifeMs: number) =>
      killedSync(script, { url, start: startIn(kbFolder) }, lifeMs);

    await publisher.publish(old.kb, { quality: quickQuality });
    await syncIn(join(folder, 'installed'), Infinity);
    await publisher.publish(next.kb, { quality: quickQuality });
    const wholeMs = {
      install: (await syncIn(join(folder, 'whole'), Infinity)) ?? Number.NaN,
      update: await cp(join(folder, 'installed'), join(folder, 'whole-2'), { recursive: true })
        .then(() => syncIn(join(folder, 'whole-2'), Infinity))
        .then((ms) => ms ?? Number.NaN),
    };

    const random = seededRandom(7);
    const outcomes = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      const kind = round % 2 === 0 ? 'update' : 'install';
      const kbFolder = join(folder, `round-${round}`);
      if (kind === 'update') await cp(join(folder, 'installed'), kbFolder, { recursive: true });
      const endedMs = await syncIn(kbFolder, random() * wholeMs[kind] * 1.1);
      // A busy machine gets slower and faster: the kills follow, or they would all come too early or too late.
      wholeMs[kind] = endedMs === undefined ? wholeMs[kind] * 1.1 : Math.min(wholeMs[kind], endedMs);
      const shown = await versionShown(engineIn(kbFolder), [seed, old, next]);
      expect([kind === 'update' ? 'zebra' : 'wombat', 'okapi'], `round ${round}`).toContain(shown);
      outcomes.set(`${kind}: ${shown}`, (outcomes.get(`${kind}: ${shown}`) ?? 0) + 1);

      const engine = engineIn(kbFolder);
      must(await engine.sync({ language: 'en', depth: 'everything' }, () => undefined));
      expect(await versionShown(engine, [seed, old, next]), `after round ${round}`).toBe('okapi');
      const images = imageStore(join(kbFolder, 'images'));
      for (const file of next.kb.images.keys()) expect(await images.read(file)).toBeDefined();
      const left = await readdir(join(kbFolder, 'en'));
      expect(left.filter((name) => name === 'next' || name.endsWith('.tmp'))).toEqual([]);
    }
    process.stdout.write(`killed syncs: ${JSON.stringify(Object.fromEntries(outcomes))}\n`);
    expect(outcomes.size).toBeGreaterThan(2);
  },
);
