import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LibraryEngine } from '../../electron/services/ports.ts';
import { startFaultProxy, type Fault } from '../support/fault-proxy.ts';
import { everythingShown, libraryMachine } from '../support/library-machine.ts';
import { must } from '../support/published-kb.ts';
import { startStaticServer, type StaticServer } from '../support/static-server.ts';
import { toxics } from '../support/toxics.ts';
import { endings, type RequestKind } from './fault-table.ts';
import { publishTwice, type Scenario, type TwoPublications } from './two-publications.ts';

/** Which requests a scenario makes; every kind is in one at least. */
const asked: Record<Scenario, RequestKind[]> = {
  install: ['timestamp', 'campaigns', 'notices', 'catalog', 'full', 'index'],
  edit: ['root', 'timestamp', 'snapshot', 'targets', 'delta'],
  'edit-without-delta': ['catalog', 'head', 'guide', 'image'],
  outage: ['campaigns', 'notices', 'incidents'],
  bundled: ['news'],
};
const scenarios = Object.keys(asked) as Scenario[];
const faults = Object.keys(toxics) as Fault[];
const cells = scenarios.flatMap((scenario) =>
  asked[scenario].flatMap((kind) => faults.map((fault) => ({ scenario, kind, fault }))),
);

/** Nothing but the end of patience ends these; all else has the app's own time, since this machine may be busy. */
const stalling: readonly Fault[] = ['timeout', 'half-open', 'slow-drip'];
const patienceMs = 300;
const boundMs = 8_000;

type Shown = Awaited<ReturnType<typeof everythingShown>>;
let two: TwoPublications;
let paths: Record<Scenario, Record<RequestKind, RegExp>>;
/** A machine as it is after the first publication; and what each scenario shows before and after. */
let installed: string;
const before = {} as Record<Scenario, Shown>;
const after = {} as Record<Scenario, Shown>;
const servers = {} as Record<Scenario, StaticServer>;

const ask = { language: 'en', depth: 'everything' } as const;
const sync = (engine: LibraryEngine) => engine.sync(ask, () => undefined);

async function newFolder(scenario: Scenario): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'zeroline-faulty-'));
  if (scenario !== 'install') await cp(installed, folder, { recursive: true });
  return folder;
}

function machineAt(folder: string, url: string, impatientWith?: RegExp): LibraryEngine {
  return libraryMachine({
    ...{ folder, seedFolder: two.seedFolder, knowledgeBase: two.knowledgeBase(url) },
    patienceMs: (path) => (impatientWith?.test(path) ? patienceMs : undefined),
  });
}

beforeAll(async () => {
  two = await publishTwice();
  paths = {} as typeof paths;
  for (const scenario of scenarios) {
    paths[scenario] = await two.pathsOf(scenario);
    servers[scenario] = await startStaticServer(two.served[scenario]);
  }
  installed = await mkdtemp(join(tmpdir(), 'zeroline-installed-'));
  must(await sync(machineAt(installed, servers.install.url)));
  for (const scenario of scenarios) {
    const folder = await newFolder(scenario);
    const machine = machineAt(folder, servers[scenario].url);
    before[scenario] = await everythingShown(machine);
    must(await sync(machine));
    after[scenario] = await everythingShown(machine);
    await rm(folder, { recursive: true });
  }
}, 60_000);

afterAll(async () => {
  for (const server of Object.values(servers)) await server.close();
  await rm(installed, { recursive: true, force: true });
  await two.remove();
});

/** Notices and incidents are two files, each whole: one may be there before the other. */
function expectWhole(shown: Shown, scenario: Scenario) {
  const { campaigns, ...library } = shown;
  const { campaigns: old, ...oldLibrary } = before[scenario];
  const { campaigns: fresh, ...freshLibrary } = after[scenario];
  expect([oldLibrary, freshLibrary]).toContainEqual(library);
  const files = (['incident', 'quiet'] as const).map((severity) =>
    [old, fresh].map((list) => JSON.stringify(list.filter((one) => one.severity === severity))),
  );
  for (const [n, severity] of (['incident', 'quiet'] as const).entries())
    expect(files[n]).toContain(JSON.stringify(campaigns.filter((one) => one.severity === severity)));
}

test('the scenarios differ in what they show', () => {
  for (const scenario of scenarios) expect(after[scenario]).not.toEqual(before[scenario]);
});

describe.concurrent('a sync that meets a fault', { timeout: 30_000 }, () => {
  test.each(cells)('$scenario: $kind, $fault', async ({ scenario, kind, fault }) => {
    const pattern = paths[scenario][kind];
    const proxy = await startFaultProxy(servers[scenario].url);
    const folder = await newFolder(scenario);
    try {
      proxy.harm(fault, pattern);
      const machine = machineAt(folder, proxy.url, stalling.includes(fault) ? pattern : undefined);
      must(await machine.open('en'));
      const fromMs = performance.now();
      let outcome = await sync(machine);
      expect(performance.now() - fromMs).toBeLessThan(boundMs);
      expect(proxy.harmed()).toBeGreaterThan(0);
      // What is new is shown at once, and what was refused beside it is named by the next sync.
      const isHalf = outcome.ok && !endings(kind, fault).has('ok');
      if (isHalf) {
        expectWhole(await everythingShown(machine), scenario);
        outcome = await sync(machine);
      }
      expect([...endings(kind, fault)]).toContain(outcome.ok ? 'ok' : outcome.error.kind);
      if (!outcome.ok && fault === 'too-many-requests') expect(outcome.error.retryAfterMs).toBe(90_000);

      // As the same machine shows it, and as it does after it was switched off and on.
      const shown = await everythingShown(machine);
      expectWhole(shown, scenario);
      if (outcome.ok) expect(shown).toEqual(after[scenario]);
      const restarted = machineAt(folder, proxy.url);
      expect(await everythingShown(restarted)).toEqual(shown);
      expect(await readdir(join(folder, 'staging')).catch(() => [])).toEqual([]);

      proxy.harm(undefined);
      must(await sync(restarted));
      expect(await everythingShown(restarted)).toEqual(after[scenario]);
    } finally {
      await proxy.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
