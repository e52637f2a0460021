import { writeSync } from 'node:fs';
import { hubConfigSchema } from '../../hub/server/config.ts';
import { startHub } from '../../hub/server/start-hub.ts';

// A hub that the test kills at any moment. It says on stdout at which port it listens.
const [folder = '', ticketsUrl = ''] = process.argv.slice(2);
const soon = { firstMs: 20, longestMs: 40 };
const much = 1_000_000;
const hub = await startHub({
  config: hubConfigSchema.parse({
    listen: { port: 0 },
    store: process.env['STORE'] === undefined ? { file: 'hub.db' } : { postgres: { env: 'STORE' } },
    enrolmentKeys: [{ env: 'KEY' }],
    pseudonymKey: { env: 'KEY' },
    tickets: { system: 'webhook', url: ticketsUrl, secret: { env: 'SECRET' }, answers: true },
    limits: {
      ...{ perInstallPerMinute: much, perAddressPerMinute: much, enrolmentsPerAddressPerMinute: much },
    },
  }),
  folder,
  env: process.env,
  logTo: undefined,
  delivery: { retry: { request: soon, system: soon }, settleMs: Number(process.env['SETTLE_MS'] ?? 100) },
});
writeSync(1, `${new URL(hub.url).port}\n`);
process.once('SIGTERM', () => void hub.stop());
