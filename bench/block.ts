import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createPublisher, quickQuality } from '../test/support/published-kb.ts';
import { startStaticServer } from '../test/support/static-server.ts';
import { attachToMain } from './panel/devtools.mjs';
import { startSubject } from './panel/subject.mjs';
import { generatedKb, withEdits } from './sync/generated-kb.ts';

// npm run bench:block -- [--json] [--guides N]: how long the app's two threads that people feel stand still during a sync.

const guidesAt = process.argv.indexOf('--guides');
const guides = guidesAt === -1 ? 10_000 : Number(process.argv[guidesAt + 1]);
const goalMs = 50;
const say = (line: string) => console.error(line);

const startWatching = {
  main: `globalThis.benchDelay ??= require('node:perf_hooks').monitorEventLoopDelay({ resolution: 2 });
    benchDelay.enable(); benchDelay.reset(); 0`,
  page: `window.benchTasks = [];
    window.benchObserver ??= new PerformanceObserver((list) => window.benchTasks.push(...list.getEntries().map((entry) => entry.duration)));
    window.benchObserver.observe({ type: 'longtask' }); 0`,
};
const readWatching = {
  main: 'benchDelay.max / 1e6',
  page: 'new Promise((resolve) => setTimeout(() => resolve(Math.max(0, ...window.benchTasks)), 500))',
};
const check = "window.zeroline.call('sync.check', {}).then((answer) => JSON.stringify(answer))";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const publisher = await createPublisher();
const folder = await mkdtemp(join(tmpdir(), 'zeroline-block-'));
const kb = generatedKb(guides);
say(`publishing ${guides} guides`);
await publisher.publish(kb, { quality: quickQuality });
// Nothing is served until the check that is measured.
const site = join(folder, 'site');
const server = await startStaticServer(site);
const trust = join(folder, 'trust.json');
await writeFile(trust, JSON.stringify(publisher.knowledgeBase(server.url)));
const inspectPort = await freePort();
// scripts/bench.mjs says where Electron is.
const executable = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '', 'electron');
const app = await startSubject(executable, [
  `--inspect=127.0.0.1:${inspectPort}`,
  process.cwd(),
  `--kb-trust=${trust}`,
]);
const main = await attachToMain(inspectPort);

/** What the longest standstill was while something happened. */
async function during(what: string, happen: () => Promise<unknown>) {
  await main.evaluate(startWatching.main);
  await app.evaluate(startWatching.page);
  const fromMs = performance.now();
  const answer = z.string().parse(await happen());
  const tookMs = Math.round(performance.now() - fromMs);
  const longest = {
    mainMs: Math.round(z.number().parse(await main.evaluate(readWatching.main))),
    pageMs: Math.round(z.number().parse(await app.evaluate(readWatching.page))),
  };
  const met = longest.mainMs <= goalMs && longest.pageMs <= goalMs;
  return { what, answer, tookMs, ...longest, goalMs, met };
}

const idle = () => new Promise<string>((resolve) => setTimeout(resolve, 3_000, 'no check'));
try {
  await idle();
  const rows = [await during('nothing, for comparison', idle)];
  say('first install');
  await symlink(publisher.dir, site);
  rows.push(await during(`first install of ${guides} guides`, () => app.evaluate(check)));
  say('publishing 10 edits');
  await publisher.publish(withEdits(kb, 10, 1), { quality: quickQuality });
  rows.push(await during('10 edits', () => app.evaluate(check)));
  if (!process.argv.includes('--json')) for (const row of rows) console.log(JSON.stringify(row));
  console.log(JSON.stringify({ guides, rows }));
} finally {
  main.close();
  await app.stop();
  await server.close();
  await publisher.remove();
  await rm(folder, { recursive: true, force: true });
}
