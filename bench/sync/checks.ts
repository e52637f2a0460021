import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LibraryEngine, SyncAsk } from '../../electron/services/ports.ts';
import { emptyPack } from '../../shared/packs/empty-pack.ts';
import { startFaultProxy, type FaultProxy } from '../../test/support/fault-proxy.ts';
import { libraryMachine } from '../../test/support/library-machine.ts';
import { createPublisher, must } from '../../test/support/published-kb.ts';
import { startStaticServer } from '../../test/support/static-server.ts';
import { generatedKb, withEdits, withIncident } from './generated-kb.ts';

/** One check as it went over the wire, headers included, without TLS. */
export interface MeasuredCheck {
  requests: number;
  bytes: number;
  ms: number;
  /** Each request's path without hashes, and its bytes both ways. */
  each: { what: string; bytes: number }[];
}

export interface MeasuredChecks {
  /** A machine that has no guides but those that came with the app. */
  install: MeasuredCheck;
  /** `guides`: some were edited; `incident`: an outage notice was published by itself. */
  everything: { nothing: MeasuredCheck; guides: MeasuredCheck; incident: MeasuredCheck };
  incidents: { nothing: MeasuredCheck; guides: MeasuredCheck; incident: MeasuredCheck };
  /** What a naive client would download: the pack as JSON. */
  packJsonBytes: number;
}

const depths = ['everything', 'incidents'] as const;
const withoutHashes = (path: string): string =>
  path.replace(/[a-f0-9]{32,64}/g, '#').replace(/\/[a-f0-9]{2}\//, '/');

async function measured(
  proxy: FaultProxy,
  engine: LibraryEngine,
  depth: SyncAsk['depth'],
): Promise<MeasuredCheck> {
  const first = proxy.requests.length;
  const fromMs = performance.now();
  must(await engine.sync({ language: 'en', depth }, () => undefined));
  const ms = Math.round(performance.now() - fromMs);
  must(await engine.open('en'));
  const each = proxy.requests
    .slice(first)
    .map(({ path, bytesUp, bytesDown }) => ({ what: withoutHashes(path), bytes: bytesUp + bytesDown }));
  return { requests: each.length, bytes: each.reduce((sum, { bytes }) => sum + bytes, 0), ms, each };
}

/** Publishes as `zeroline publish` does, and lets two machines follow: one that asks for all, one for incidents. */
export async function measureChecks(
  { guides, edits }: { guides: number; edits: number },
  say: (line: string) => void,
): Promise<MeasuredChecks> {
  const publisher = await createPublisher();
  const folder = await mkdtemp(join(tmpdir(), 'zeroline-checks-'));
  const seedFolder = join(folder, 'seed');
  await mkdir(seedFolder);
  await writeFile(join(seedFolder, 'en.json'), JSON.stringify(emptyPack('en')));
  await mkdir(publisher.dir, { recursive: true });
  const server = await startStaticServer(publisher.dir);
  const proxy = await startFaultProxy(server.url);
  const knowledgeBase = publisher.knowledgeBase(proxy.url);
  const machines = Object.fromEntries(
    depths.map((depth) => [
      depth,
      libraryMachine({ folder: join(folder, depth), seedFolder, knowledgeBase }),
    ]),
  );
  const check = (depth: (typeof depths)[number], asked: SyncAsk['depth'] = depth) => {
    const machine = machines[depth];
    if (!machine) throw new Error(`no machine for ${depth}`);
    return measured(proxy, machine, asked);
  };
  try {
    const first = generatedKb(guides);
    say(`publishing ${guides} guides`);
    await publisher.publish(first);
    const install = await check('everything');
    await check('incidents', 'everything');
    const edited = withEdits(first, edits, 1);
    say(`publishing ${edits} edits`);
    await publisher.publish(edited);
    const onEdits = { everything: await check('everything'), incidents: await check('incidents') };
    await check('incidents', 'everything');
    await publisher.publish(withIncident(edited), { only: 'notices' });
    const onIncident = { everything: await check('everything'), incidents: await check('incidents') };
    const onNothing = { everything: await check('everything'), incidents: await check('incidents') };
    const of = (depth: (typeof depths)[number]) => ({
      nothing: onNothing[depth],
      guides: onEdits[depth],
      incident: onIncident[depth],
    });
    const packJsonBytes = Buffer.byteLength(JSON.stringify(edited.packs.get('en')));
    return { install, everything: of('everything'), incidents: of('incidents'), packJsonBytes };
  } finally {
    await proxy.close();
    await server.close();
    await publisher.remove();
    await rm(folder, { recursive: true, force: true });
  }
}
