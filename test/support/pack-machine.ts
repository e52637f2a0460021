import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeDisk, type Disk } from '../../electron/adapters/disk.ts';
import { createHttp } from '../../electron/adapters/http-download.ts';
import { createPackClient } from '../../electron/adapters/pack-client.ts';
import { createTrustStore, type TrustedRoles } from '../../electron/adapters/trust-store.ts';
import type { PackClient } from '../../electron/services/ports.ts';
import { knowledgeBaseSchema } from '../../shared/packs/knowledge-base.ts';
import type { Files } from './tuf-repository.ts';

/** What a server does with one request; undefined leaves it to the files. */
export type Answer = (path: string) => Response | Promise<Response> | undefined;

/** A machine with the client that machines run, in front of a server that can be anybody. */
export class PackMachine {
  readonly folder: string;
  /** What the server has. */
  served: Files = new Map();
  answer: Answer = () => undefined;
  readonly requests: string[] = [];
  /** What the machine's clock without a date says. */
  monotonicMs = 0;
  client: PackClient;
  private disk: Disk = nodeDisk();
  private readonly rootText: string;

  static async start(rootBytes: Uint8Array): Promise<PackMachine> {
    return new PackMachine(await mkdtemp(join(tmpdir(), 'zeroline-machine-')), rootBytes);
  }

  private constructor(folder: string, rootBytes: Uint8Array) {
    this.folder = folder;
    this.rootText = new TextDecoder().decode(rootBytes);
    this.client = this.restart();
  }

  /** The program ends and starts again; what it has in memory is gone. */
  restart(disk: Disk = this.disk): PackClient {
    this.disk = disk;
    this.client = createPackClient({
      http: createHttp({
        baseUrl: 'https://kb.example.org/it',
        userAgent: 'test',
        fetch: (input) => this.fetch(input),
      }),
      root: this.root(),
      store: createTrustStore(this.folder, this.root(), disk),
      stagingFolder: join(this.folder, 'staging'),
      monotonicMs: () => this.monotonicMs,
    });
    return this.client;
  }

  private root() {
    return knowledgeBaseSchema.shape.root.parse(JSON.parse(this.rootText));
  }

  private async fetch(input: string | URL | Request): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    const path = url.pathname.replace('/it/', '');
    this.requests.push(path);
    const answered = await this.answer(path);
    if (answered) return answered;
    const bytes = this.served.get(path);
    return bytes ? new Response(new Uint8Array(bytes)) : new Response(undefined, { status: 404 });
  }

  async trusted(): Promise<TrustedRoles> {
    return (await createTrustStore(this.folder, this.root(), this.disk).read()).roles;
  }

  /** What is left of refreshes that ended. */
  async leftovers(): Promise<string[]> {
    return readdir(join(this.folder, 'staging')).catch(() => []);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
