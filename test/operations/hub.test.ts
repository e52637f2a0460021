import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { enrolAt, sendUntilTaken } from '../support/hub-process.ts';
import { sentRequest } from '../unit/hub/store/wire-builders.ts';
import { installHub, type HubHost } from './hub-host.ts';
import { startTicketsInMemory, statusOf, type TicketsInMemory } from './hub-tickets.ts';
import { postgresServer } from './hub-postgres.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let host: HubHost;
let tickets: TicketsInMemory;
let token: string;
const hub = (...path: string[]): string => host.at('var/lib/zeroline-hub', ...path);
const enrolmentKey = (name = 'enrolment.key'): string => readFileSync(hub('secrets', name), 'utf8').trim();
const followed = async (name: string, more: Record<string, string> = {}): Promise<string> => {
  const { exitCode, output } = await host.follow(name, more);
  expect(exitCode, `${output}\n${existsSync(host.at('log')) ? host.log() : ''}`).toBe(0);
  return output;
};
const send = async (as = token): Promise<string> => {
  const request = sentRequest();
  await sendUntilTaken(() => host.url, as, request);
  return request.id;
};
const delivered = async (ids: readonly string[], as = token): Promise<void> => {
  for (const id of ids)
    await expect.poll(() => statusOf(host.url, as, id), { timeout: 30_000 }).toBe('delivered');
  expect(ids.filter((id) => tickets.made.get(id) !== 1)).toEqual([]);
};

beforeAll(async () => {
  host = await installHub();
  tickets = await startTicketsInMemory();
});
afterAll(() => {
  host.remove();
  tickets.stop();
});

test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
  'systemd finds nothing wrong with the unit, and little that it leaves open',
  () => {
    const unit = host.at('zeroline-hub.service');
    writeFileSync(unit, host.recipe('hub-unit'));
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
    expect(verified.stderr.split('\n').filter((line) => line.includes('zeroline-hub'))).toEqual([]);
    expect(verified.status).toBe(0);
    const exposure = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=30', unit]);
    expect(exposure.status, exposure.stdout.toString().slice(-400)).toBe(0);
  },
);

test('the hub is set up and started, and its secrets are its own', async () => {
  await followed('hub-init');
  for (const name of readdirSync(hub('secrets')))
    expect(statSync(hub('secrets', name)).mode & 0o077, name).toBe(0);
  const settings = readFileSync(hub('hub.yaml'), 'utf8');
  writeFileSync(hub('hub.yaml'), settings.replace('port: 8480', `port: ${host.port}`));
  writeFileSync(hub('secrets/webhook'), 'a secret for the tests');
  const { url } = tickets;
  const way = { system: 'webhook', url, secret: { file: 'secrets/webhook' }, answers: true };
  // One address sends for many machines here.
  const limits = { perInstallPerMinute: 1e6, perAddressPerMinute: 1e6, enrolmentsPerAddressPerMinute: 1e6 };
  appendFileSync(hub('hub.yaml'), `\ntickets: ${JSON.stringify(way)}\nlimits: ${JSON.stringify(limits)}\n`);
  expect(await followed('hub-start')).toContain('"ok":true');
  token = await enrolAt(host.url, enrolmentKey());
  await delivered([await send()]);
});

test('a second hub on the same file is refused with what to do', async () => {
  const [program, ...words] = /^ExecStart=(.+)$/m.exec(host.recipe('hub-unit'))![1]!.split(' ');
  const second = spawnSync(program!, words, { encoding: 'utf8', timeout: 60_000 });
  expect(second.status).not.toBe(0);
  expect(second.stderr).toMatch(/Another hub works with .*Stop it, or let both use one PostgreSQL database/);
  await delivered([await send()]);
});

test('a backup of a hub at work has all that was acknowledged before it began', async () => {
  tickets.rest();
  const before = await Promise.all(Array.from({ length: 40 }, () => send()));
  let isOver = false;
  const meanwhile: string[] = [];
  const load = Array.from({ length: 4 }, async () => {
    while (!isOver) meanwhile.push(await send());
  });
  await followed('hub-backup');
  isOver = true;
  await Promise.all(load);
  expect(meanwhile.length).toBeGreaterThan(0);
  expect(statSync(host.at('backup')).mode & 0o077).toBe(0);

  host.systemctl('kill');
  // A write-ahead log of a store that is gone: with the restored file it would make nonsense.
  expect(statSync(hub('hub.db-wal')).size).toBeGreaterThan(0);
  tickets.goOn();
  await followed('hub-restore');
  await delivered(before);
  expect([...tickets.made.values()].filter((count) => count !== 1)).toEqual([]);
});

test('the enrolment key is replaced while both count, and a stolen token ends at once', async () => {
  const old = enrolmentKey();
  await followed('hub-key-new');
  expect(await enrolAt(host.url, old)).toContain('.');
  const stolen = await enrolAt(host.url, enrolmentKey('enrolment-2.key'));
  await followed('hub-key-end');
  await expect(enrolAt(host.url, old)).rejects.toThrow();
  await delivered([await send()]);
  const id = await send(stolen);
  expect(await followed('hub-revoke', { INSTALL: stolen.split('.')[0]! })).toContain(': 1');
  expect(await statusOf(host.url, stolen, id)).toBe(401);
  expect(await statusOf(host.url, token, await send())).not.toBe(401);
});

test('every alarm asks for what the hub tells', async () => {
  const told = await (await fetch(`${host.url}/metrics`)).text();
  const { groups } = parse(host.recipe('hub-alerts')) as { groups: { rules: { expr: string }[] }[] };
  const names = groups.flatMap(({ rules }) =>
    rules.flatMap(({ expr }) => expr.match(/zeroline_hub_\w+/g) ?? []),
  );
  expect(names.length).toBeGreaterThan(5);
  const known = new Set(told.match(/^zeroline_hub_\w+/gm));
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});

const server = postgresServer();
describe.skipIf(server.leftOut !== undefined)(
  `PostgreSQL${server.leftOut === undefined ? '' : `: left out, ${server.leftOut}`}`,
  () => {
    let env: Record<string, string>;
    beforeAll(async () => (env = { ...(await server.start()), PASSWORD: 'a1b2c3d4e5' }));
    afterAll(() => server.stop());

    test('the hub moves to it, is backed up and brought back', async () => {
      await followed('hub-postgres', env);
      expect(statSync(hub('secrets/postgres')).mode & 0o077).toBe(0);
      token = await enrolAt(host.url, enrolmentKey('enrolment-2.key'));
      tickets.rest();
      const before = await Promise.all(Array.from({ length: 20 }, () => send()));
      await followed('hub-postgres-backup', env);
      const after = await send();
      expect(statSync(host.at('backup/hub.dump')).mode & 0o077).toBe(0);
      tickets.goOn();
      await followed('hub-postgres-restore', env);
      await delivered(before);
      expect(await statusOf(host.url, token, after)).toBe(404);
    });
  },
);

test('every block of the page about the hub is run', () => {
  const tests = ['hub.test.ts', 'hub-nginx.test.ts', 'hub-host.ts'].map((name) =>
    readFileSync(join(import.meta.dirname, name), 'utf8'),
  );
  expect(host.names().filter((name) => !tests.some((text) => text.includes(`'${name}'`)))).toEqual([]);
});
