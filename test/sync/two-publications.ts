import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatedPack } from '../../bench/panel/generated-packs.mjs';
import type { CompiledKb } from '../../hub/publish/compile-kb.ts';
import { lifetimes } from '../../hub/sign/lifetimes.ts';
import { renewRoot } from '../../hub/sign/rotate-key.ts';
import type { Campaign } from '../../shared/campaigns/campaign.ts';
import { parseCatalog, type Catalog } from '../../shared/packs/catalog.ts';
import type { KnowledgeBase } from '../../shared/packs/knowledge-base.ts';
import { packSchema, type Pack } from '../../shared/packs/pack.ts';
import { blobPath, deltaPath } from '../../shared/packs/repository-layout.ts';
import type { RequestKind } from './fault-table.ts';
import { createPublisher, must, quickQuality } from '../support/published-kb.ts';

/** Large enough that a few changed guides are not fetched as a whole new pack. */
const guideCount = 12;

function picture(label: string): [name: string, bytes: Uint8Array] {
  const bytes = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><title>${label}</title></svg>`);
  return [`${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.svg`, bytes];
}

const campaign = (id: string, severity: Campaign['severity']): Campaign => ({
  id,
  severity,
  title: `Title of ${id}`,
  text: `Text of ${id}`,
  windows: [{ from: '2026-01-01T00:00', until: '2028-01-01T00:00' }],
});

const kbOf = (pack: Pack, pictures: [string, Uint8Array][]): CompiledKb => ({
  packs: new Map([['en', pack]]),
  images: new Map(pictures),
  checkMinutes: { guides: 60, incidents: 8 },
});

function withPicture(pack: Pack, place: number, file: string, title: string): Pack {
  const block = { type: 'image' as const, file, alt: 'Where to look', widthPx: 10, heightPx: 10 };
  const guides = pack.guides.map((guide, n) =>
    n === place
      ? { ...guide, title, steps: guide.steps.map((step) => ({ ...step, body: [...step.body, block] })) }
      : guide,
  );
  return { ...pack, guides };
}

/** The knowledge base before, after an edit of guides, after an outage notice; and what came with the app. */
function contents() {
  const pack = packSchema.parse(generatedPack(guideCount));
  const [oldPicture, newPicture] = [picture('old'), picture('new')];
  const first = withPicture(
    { ...pack, campaigns: [campaign('old-notice', 'quiet')] },
    ...([3, oldPicture[0], 'Password and printer, first edition'] as const),
  );
  const edited = withPicture(
    {
      ...first,
      contentFromMs: first.contentFromMs + 1,
      organisation: { ...first.organisation, name: 'Renamed' },
    },
    ...([5, newPicture[0], 'Password and printer, second edition'] as const),
  );
  const outage = { ...first, campaigns: [campaign('new-notice', 'quiet'), campaign('outage', 'incident')] };
  return {
    first: kbOf(first, [oldPicture]),
    edited: kbOf({ ...edited, guides: edited.guides.slice(1) }, [oldPicture, newPicture]),
    outage: kbOf(outage, [oldPicture]),
    seed: {
      ...pack,
      guides: pack.guides.slice(0, 1).map((guide) => ({ ...guide, title: 'Came with the app' })),
    },
  };
}

/** Where a machine is, and what is published then. */
export type Scenario = 'install' | 'edit' | 'edit-without-delta' | 'outage' | 'bundled';

export interface TwoPublications {
  folder: string;
  seedFolder: string;
  knowledgeBase(url: string): KnowledgeBase;
  /** What the web server shows. */
  served: Record<Scenario | 'first', string>;
  /** Where each request kind goes in a scenario. */
  pathsOf(scenario: Scenario): Promise<Record<RequestKind, RegExp>>;
  remove(): Promise<void>;
}

/** One publication, and from there several second ones, each in a folder of its own. */
export async function publishTwice(): Promise<TwoPublications> {
  const folder = await mkdtemp(join(tmpdir(), 'zeroline-two-'));
  const publisher = await createPublisher();
  const { first, edited, outage, seed } = contents();
  const at = (name: string) => join(folder, name);
  const served = {
    first: at('first'),
    install: at('first'),
    edit: at('edit'),
    'edit-without-delta': at('edit-without-delta'),
    outage: at('outage'),
    bundled: at('bundled'),
  };
  const quality = quickQuality;
  await publisher.publish(first, { quality });
  await cp(publisher.dir, served.first, { recursive: true });
  must(await renewRoot(await publisher.ring(), { nowMs: Date.now(), lifetimes }));
  for (const [kb, to] of [
    [outage, served.bundled],
    [edited, served.edit],
  ] as const) {
    await rm(publisher.dir, { recursive: true });
    await cp(served.first, publisher.dir, { recursive: true });
    await publisher.publish(kb, { quality });
    await cp(publisher.dir, to, { recursive: true });
  }
  // A bundle would hide what happens to the files that it spares.
  await cp(served.bundled, served.outage, { recursive: true });
  for (const to of [served.first, served.edit, served.outage])
    await rm(join(to, 'news'), { recursive: true });
  await cp(served.edit, served['edit-without-delta'], { recursive: true });
  await rm(join(served['edit-without-delta'], 'deltas'), { recursive: true });
  const seedFolder = at('seed');
  await mkdir(seedFolder);
  await writeFile(join(seedFolder, 'en.json'), JSON.stringify(seed));

  return {
    ...{ folder, seedFolder, served },
    knowledgeBase: publisher.knowledgeBase,
    pathsOf: async (scenario) =>
      pathsOf(await newestCatalog(served.first), await newestCatalog(served[scenario])),
    async remove() {
      await publisher.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Named {
  catalog: Catalog;
  sha256: string;
  size: number;
}

async function newestCatalog(dir: string): Promise<Named> {
  const files = (await readdir(join(dir, 'targets'))).filter((file) => file.endsWith('.catalog-en.json'));
  const catalogs = await Promise.all(
    files.map(async (file): Promise<Named> => {
      const text = await readFile(join(dir, 'targets', file), 'utf8');
      return { catalog: must(parseCatalog(text)), sha256: file.slice(0, 64), size: text.length };
    }),
  );
  const newest = catalogs.sort((a, b) => b.catalog.contentFromMs - a.catalog.contentFromMs)[0];
  if (!newest) throw new Error(`no catalog in ${dir}`);
  return newest;
}

function pathsOf(before: Named, after: Named): Record<RequestKind, RegExp> {
  const old = new Set([...before.catalog.guides, ...before.catalog.images].map(([, sha256]) => sha256));
  const fresh = (entries: Catalog['guides']) =>
    new RegExp(
      entries.flatMap(([, sha256]) => (old.has(sha256) ? [] : [blobPath(sha256)])).join('|') || '^none$',
    );
  const blob = (sha256: string) => new RegExp(blobPath(sha256));
  const { catalog } = after;
  return {
    ...{ root: /\d+\.root\.json$/, timestamp: /timestamp\.json$/, snapshot: /\.snapshot\.json$/ },
    ...{ targets: /\d+\.targets\.json$/, campaigns: /\d+\.campaigns\.json$/ },
    ...{ notices: /notices-en\.json$/, incidents: /incidents-en\.json$/, news: /news\/\d+$/ },
    delta: new RegExp(deltaPath(before.sha256, after.sha256)),
    catalog: blob(after.sha256),
    head: blob(catalog.head.sha256),
    guide: fresh(catalog.guides),
    image: fresh(catalog.images),
    full: blob(catalog.full.sha256),
    index: blob(catalog.index.sha256),
  };
}
