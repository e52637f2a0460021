import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createHttp } from '../../electron/adapters/http-download.ts';
import { createPackClient } from '../../electron/adapters/pack-client.ts';
import { createTrustStore } from '../../electron/adapters/trust-store.ts';
import type { Http, PackClient } from '../../electron/services/ports.ts';
import { knowledgeBaseSchema } from '../../shared/packs/knowledge-base.ts';

// The command line that the public conformance suite of TUF drives, over the client that machines run.

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    'metadata-dir': { type: 'string' },
    'metadata-url': { type: 'string' },
    'target-base-url': { type: 'string' },
    'target-dir': { type: 'string' },
    'target-name': { type: 'string', multiple: true },
  },
});

function given(option: 'metadata-dir' | 'metadata-url' | 'target-base-url' | 'target-dir'): string {
  const value = values[option];
  if (value === undefined) throw new Error(`--${option} is missing`);
  return value;
}

const rootSchema = knowledgeBaseSchema.shape.root;
const ownFolder = join(given('metadata-dir'), 'client');

async function init(trustedRootFile: string): Promise<void> {
  await mkdir(ownFolder, { recursive: true });
  const text = await readFile(trustedRootFile, 'utf8');
  await writeFile(join(ownFolder, 'first-root'), text);
  const root = rootSchema.parse(JSON.parse(text));
  const written = await createTrustStore(ownFolder, root).write(
    { root: text },
    Number(root.signed['version']),
  );
  if (!written.ok) throw new Error(written.error.detail);
  await showTrusted();
}

async function openStore() {
  const root = rootSchema.parse(JSON.parse(await readFile(join(ownFolder, 'first-root'), 'utf8')));
  return { root, store: createTrustStore(ownFolder, root) };
}

/** The suite looks into files; machines keep all of them in one. */
async function showTrusted(): Promise<void> {
  const { roles } = await (await openStore()).store.read();
  for (const [role, text] of Object.entries(roles))
    await writeFile(join(given('metadata-dir'), `${encodeURIComponent(role)}.json`), text);
}

/** The suite gives two addresses where a knowledge base has one; bundles of news would lie beside both. */
function http(): Http {
  const at = (baseUrl: string): Http => createHttp({ baseUrl, fetch, userAgent: 'Zeroline conformance' });
  return {
    get(path, limits) {
      if (path.startsWith('metadata/'))
        return at(given('metadata-url')).get(path.slice('metadata/'.length), limits);
      if (path.startsWith('targets/'))
        return at(given('target-base-url')).get(path.slice('targets/'.length), limits);
      return at(new URL('..', given('metadata-url')).href).get(path, limits);
    },
  };
}

async function openClient(): Promise<PackClient> {
  const { root, store } = await openStore();
  return createPackClient({ http: http(), root, store, stagingFolder: join(ownFolder, 'staging') });
}

async function refresh(client: PackClient, paths: string[]) {
  const signed = await client.refresh(paths, 'ask');
  await showTrusted();
  if (!signed.ok) throw new Error(JSON.stringify(signed.error));
  return signed.value;
}

async function download(): Promise<void> {
  const client = await openClient();
  const { targets } = await refresh(client, values['target-name'] ?? []);
  for (const name of values['target-name'] ?? []) {
    const target = targets.get(name);
    if (!target) throw new Error(`${name} is not signed`);
    const file = join(given('target-dir'), encodeURIComponent(name));
    const held = await readFile(file).catch(() => undefined);
    const isHeld = ([algorithm, hex]: [string, string]): boolean =>
      held !== undefined && createHash(algorithm).update(held).digest('hex') === hex;
    if (Object.entries(target.digests).every(isHeld)) continue;
    const bytes = await client.fetchTarget(target);
    if (!bytes.ok) throw new Error(JSON.stringify(bytes.error));
    await writeFile(file, bytes.value);
  }
}

async function run(): Promise<void> {
  const [command, file] = positionals;
  if (command === 'init' && file !== undefined) await init(file);
  else if (command === 'refresh') await refresh(await openClient(), []);
  else if (command === 'download') await download();
  else throw new Error('init FILE, refresh or download');
}

run().catch((thrown: unknown) => {
  console.error(thrown);
  process.exitCode = 1;
});
