import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Metadata, MetadataKind } from '@tufjs/models';
import { createPackClient } from '../../electron/adapters/pack-client.ts';
import { createTrustStore } from '../../electron/adapters/trust-store.ts';
import type { Http } from '../../electron/services/ports.ts';
import type { CompiledKb } from '../../hub/publish/compile-kb.ts';
import { parseCatalog, digestsOf } from '../../shared/packs/catalog.ts';
import { newPieces } from '../../shared/packs/delta.ts';
import { catalogTarget } from '../../shared/packs/repository-layout.ts';
import { ok, refuse } from '../../shared/result.ts';
import { createPublisher, must, quickQuality } from '../../test/support/published-kb.ts';
import { inTurn, timed, type Row } from './measure.ts';

/** The server's folder without a network, so that the time is the machine's own. */
const fromFolder = (folder: string): Http => ({
  get: (path) => readFile(join(folder, path)).then(ok, () => refuse({ kind: 'missing', detail: path })),
});

/** What a machine does to believe a publication and to know what it lacks: signatures, hash, form, difference. */
export async function measureVerify(before: CompiledKb, after: CompiledKb): Promise<Row[]> {
  const publisher = await createPublisher();
  const state = await mkdtemp(join(tmpdir(), 'zeroline-verify-'));
  try {
    await publisher.publish(before, { quality: quickQuality });
    const { root } = publisher.knowledgeBase('http://localhost');
    const path = catalogTarget('en');
    const newMachine = (round: string) => {
      const stagingFolder = join(state, round, 'staging');
      const store = createTrustStore(join(state, round), root);
      return createPackClient({ http: fromFolder(publisher.dir), root, store, stagingFolder });
    };
    const had = must(await newMachine('first').refresh([path], 'ask')).targets.get(path);
    if (!had) throw new Error('the catalog is not among the signed targets');
    const oldCatalog = must(parseCatalog(await catalogTextOf(publisher.dir, had.digests.sha256 ?? '')));
    const machines = await Promise.all(
      Array.from({ length: 9 }, async (_, n) => {
        const machine = newMachine(String(n));
        must(await machine.refresh([path], 'ask'));
        return machine;
      }),
    );
    await publisher.publish(after, { quality: quickQuality });

    const now = must(await newMachine('last').refresh([path], 'ask')).targets.get(path);
    const text = await catalogTextOf(publisher.dir, now?.digests.sha256 ?? '');
    const believe = () => {
      if (createHash('sha256').update(text).digest('hex') !== now?.digests.sha256)
        throw new Error('wrong hash');
      const catalog = must(parseCatalog(text, oldCatalog));
      return newPieces(digestsOf(oldCatalog), catalog).length;
    };
    const count = oldCatalog.guides.length;
    const signatures = await timed(
      machines.length,
      () => machines.pop(),
      async (machine) =>
        must((await machine?.refresh([path], 'ask')) ?? refuse({ kind: 'none', detail: '' })),
    );
    const content = await timed(15, () => undefined, believe);
    return [
      {
        name: `verify at ${count} guides (signatures + catalog)`,
        unit: 'ms',
        ...inTurn(signatures, content),
        goal: 30,
        naive: (await timed(3, () => listedGuides(naiveGuides), readList)).value,
        naiveWay: `reading a list with a TUF target for each of only ${naiveGuides} guides; it grows with their square`,
      },
      { name: 'of which signatures, in a staging folder on the disk', unit: 'ms', ...signatures },
      { name: 'of which hash, form and difference of the catalog', unit: 'ms', ...content },
    ];
  } finally {
    await publisher.remove();
    await rm(state, { recursive: true, force: true });
  }
}

const naiveGuides = 2_000;

/** What comes to mind first: every guide a target of its own. */
function listedGuides(count: number) {
  const target = (n: number) => ({
    length: 2_000,
    hashes: { sha256: createHash('sha256').update(String(n)).digest('hex') },
  });
  const targets = Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`guides/guide-${n}.json`, target(n)]),
  );
  const signed = {
    _type: 'targets',
    spec_version: '1.0.0',
    version: 1,
    expires: '2099-01-01T00:00:00Z',
    targets,
  };
  return { signed, signatures: [] };
}
const readList = (list: ReturnType<typeof listedGuides>) => Metadata.fromJSON(MetadataKind.Targets, list);

async function catalogTextOf(dir: string, sha256: string): Promise<string> {
  return readFile(join(dir, 'targets', `${sha256}.catalog-en.json`), 'utf8');
}
