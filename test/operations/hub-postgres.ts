import pg from 'pg';
import { startServer, tellServer, whyLeftOut } from '../servers/start-server.ts';

// Beside the one of the store's tests, which run and stop at the same time.
const own = { POSTGRESQL_DIR: '/var/tmp/zeroline-postgresql-operations', POSTGRESQL_PORT: '8291' };

/** A real PostgreSQL, and what its administrator's programs need to find it. */
export function postgresServer() {
  return {
    leftOut: whyLeftOut('postgresql'),
    /** Without what an earlier run has left. */
    async start(): Promise<Record<string, string>> {
      const address = (await startServer('postgresql', own)).URL ?? '';
      const client = new pg.Client({ connectionString: address });
      await client.connect();
      await client.query('DROP DATABASE IF EXISTS zeroline_hub WITH (FORCE)');
      await client.query('DROP ROLE IF EXISTS zeroline_hub');
      await client.end();
      const { hostname, port, username, password } = new URL(address);
      return { PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password };
    },
    stop: () => tellServer('postgresql', ['stop'], '', own),
  };
}
