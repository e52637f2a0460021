import { startServer, tellServer, whyLeftOut } from '../servers/start-server.ts';

// Beside the one of the store's tests, which run and stop at the same time.
const own = { POSTGRESQL_DIR: '/var/tmp/zeroline-postgresql-operations', POSTGRESQL_PORT: '8291' };

/** A real PostgreSQL, and what its administrator's programs need to find it. */
export function postgresServer() {
  return {
    leftOut: whyLeftOut('postgresql'),
    async start(): Promise<Record<string, string>> {
      const { hostname, port, username, password } = new URL(
        (await startServer('postgresql', own)).URL ?? '',
      );
      return { PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password };
    },
    stop: () => tellServer('postgresql', ['stop'], '', own),
  };
}
