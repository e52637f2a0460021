import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '../../../bench/fleet/random.ts';
import { smallHubKey, startSmallHub, type Fault } from '../../support/small-hub.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';

/** `KILL_ROUNDS=200 npx vitest run request-sender-kill` is the full run. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 16);

async function bundled(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, '../../support/kill-outbox.ts'),
      target: 'node20',
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'outbox.mjs' } },
    },
  });
  return join(folder, 'outbox.mjs');
}

/** Runs it until a moment after it said so many lines, or to its end; answers the whole lines that it said. */
async function run(
  script: string,
  args: string[],
  kill?: { afterLines: number; moreMs: number },
): Promise<string[]> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  let said = '';
  let isDoomed = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (!kill || isDoomed || said.split('\n').length <= kill.afterLines) return;
    isDoomed = true;
    setTimeout(() => child.kill('SIGKILL'), kill.moreMs);
  });
  await closed;
  return said.split('\n').slice(0, -1);
}

test(
  `an outbox killed at a random moment, ${rounds} times: nothing promised is lost, nothing is sent twice`,
  { timeout: 60_000 + rounds * 5_000 },
  async () => {
    const folder = await temporaryFolder();
    const script = await bundled(join(folder, 'script'));
    const hub = await startSmallHub();
    onTestFinished(() => hub.close());
    const random = seededRandom(7);
    const faults: Fault[] = ['reset-before', 'reset-after', 503, 'sign-in-page'];
    let met = 0;
    hub.faultFor = () => {
      const fault = random() < 0.3 ? faults[Math.floor(random() * faults.length)] : undefined;
      if (fault !== undefined) met += 1;
      return fault;
    };
    const args = [join(folder, 'state'), hub.url, smallHubKey];
    const promised: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const kill = { afterLines: 1 + Math.floor(random() * 16), moreMs: random() * 40 };
      promised.push(...(await run(script, [...args, 'write'], kill)).slice(1));
    }
    expect((await run(script, args)).at(-1)).toBe('done');

    const sent = [...hub.requests.values()].map(({ reference }) => reference);
    expect(promised.filter((reference) => !sent.includes(reference))).toEqual([]);
    // A second key for one request would be a second ticket.
    expect(sent.filter((reference, at) => sent.indexOf(reference) !== at)).toEqual([]);
    // A kill between the token and its file asks for another.
    expect(hub.enrolled).toBeLessThan(4);
    expect(promised.length).toBeGreaterThan(rounds * 2);
    expect(met).toBeGreaterThan(rounds / 4);
  },
);
