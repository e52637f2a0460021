import { rtConfigSchema, rtTickets } from '../../hub/tickets/rt.ts';
import { startTestHub, type TestHub } from '../unit/hub/server/test-hub.ts';
import { depsOf } from './ticket-servers.ts';

/** A hub that delivers to the real Request Tracker whose script printed `server`, by a clock of the test if it has one. */
export const startRtHub = (
  server: Record<string, string>,
  clock: { nowMs?(): number } = {},
): Promise<TestHub> =>
  startTestHub(
    { mailDomain: 'example.org' },
    {
      tickets: rtTickets(
        rtConfigSchema.parse({
          ...{ system: 'request-tracker', url: server['URL'], queue: 'Helpdesk' },
          token: { env: 'RELAY_TOKEN' },
          fields: {
            ...{ area: 'Area', impact: 'Impact', computer: 'Computer' },
            ...{ journey: 'Journey', machine: 'Machine' },
          },
          values: { impact: { me: 'Only me', team: 'My team', everyone: 'Everyone' } },
        }),
        depsOf(server),
      ),
      ...{ followEveryMs: 500, ...clock },
    },
  );
