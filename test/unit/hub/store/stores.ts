import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { StorePlace } from '../../../../hub/store/open-store.ts';

/** Where a test's store is, and how its traces go away. */
export interface TestPlace {
  place: StorePlace;
  remove(): Promise<void>;
}

export interface TestStores {
  name: string;
  /** Why it can't be tried here. */
  leftOut: string | undefined;
  newPlace(): Promise<TestPlace>;
  stop(): void;
}

export const embedded: TestStores = {
  name: 'libsql',
  leftOut: undefined,
  newPlace() {
    const folder = mkdtempSync(join(tmpdir(), 'zeroline-store-'));
    return Promise.resolve({
      place: { file: join(folder, 'hub.db') },
      remove() {
        rmSync(folder, { recursive: true });
        return Promise.resolve();
      },
    });
  },
  stop: () => undefined,
};

const script = join(import.meta.dirname, '../../../servers/postgresql.sh');
const noServer =
  process.platform !== 'linux' || process.getuid?.() !== 0
    ? 'it is started by root on Linux only'
    : existsSync('/usr/lib/postgresql') || process.env.ZEROLINE_IMPORT_SERVERS === '1'
      ? undefined
      : 'the package postgresql is not installed (ZEROLINE_IMPORT_SERVERS=1 installs it)';

function tell(word: 'start' | 'stop', own: Readonly<Record<string, string>>): string {
  const { status, stdout, stderr } = spawnSync('bash', [script, word], {
    encoding: 'utf8',
    env: { ...process.env, ...own },
  });
  if (status !== 0) throw new Error(`postgresql.sh ${word}: ${stderr}`);
  return stdout;
}

/** `own`: port and folder, for a file of tests that runs beside others and stops it. */
export const postgresWith = (own: Readonly<Record<string, string>>): TestStores => ({
  name: `PostgreSQL${noServer === undefined ? '' : `: left out, ${noServer}`}`,
  leftOut: noServer,
  async newPlace() {
    const address = /^URL=(.+)$/m.exec(tell('start', own))?.[1] ?? '';
    const name = `test_${randomBytes(6).toString('hex')}`;
    const ask = async (text: string) => {
      const client = new pg.Client({ connectionString: address });
      await client.connect();
      await client.query(text);
      await client.end();
    };
    await ask(`CREATE DATABASE ${name}`);
    return {
      place: { connectionString: address.replace(/hub$/, name) },
      remove: () => ask(`DROP DATABASE ${name} WITH (FORCE)`),
    };
  },
  stop: () => void tell('stop', own),
});

export const postgres = postgresWith({});
