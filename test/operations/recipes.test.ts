import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPolicyFile } from '../../electron/adapters/policy-file.ts';
import { watchPolicy } from '../../electron/adapters/policy-watch.ts';
import { run } from '../../hub/cli/run.ts';
import { policyKeys } from '../../shared/policy/policy.ts';
import { readPolicy } from '../../shared/policy/read-policy.ts';
import { missingNginx, startNginx, type Nginx } from '../support/nginx.ts';
import { startS3Server } from '../support/s3-server.ts';
import { readRecipes, runRecipe, type Ran } from './recipes.ts';

const passphrase = 'a long sentence that two people know';
const dayMs = 86_400_000;
const recipes = readRecipes();
const recipe = (name: string): string => {
  const body = recipes.get(name);
  if (body === undefined) throw new Error(`docs/operations.md has no recipe "${name}"`);
  return body;
};

let folder: string;
let nginx: Nginx;
let variables: Record<string, string>;
const at = (...path: string[]): string => join(folder, ...path);
const follow = (name: string, more: Record<string, string> = {}): Promise<Ran> =>
  runRecipe(recipe(name), { ...variables, ...more });

/** The last object that a command printed with `--json`. */
async function json(command: string): Promise<Record<string, unknown>> {
  const { output } = await runRecipe(`${command} --json || true`, variables);
  const line = output
    .trim()
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .at(-1);
  return JSON.parse(line ?? '{}') as Record<string, unknown>;
}

/** The same command line, on a day of the past. */
async function daysAgo(days: number, ...words: string[]): Promise<number> {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const exitCode = await run(words, {
    console: { log: say, error: say },
    nowMs: Date.now() - days * dayMs,
    env: { ZEROLINE_PASSPHRASE: passphrase },
    progress: () => {},
    askSecret: () => Promise.resolve(undefined),
  });
  if (exitCode !== 0) throw new Error(lines.join('\n'));
  return exitCode;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zeroline-operations-'));
  mkdirSync(at('web', 'zeroline'), { recursive: true });
  cpSync(join(import.meta.dirname, '../fixtures/kb-small'), at('kb'), { recursive: true });
  if (missingNginx()) return;
  nginx = await startNginx(at('web'), { rules: recipe('nginx') });
  variables = {
    ...{ ZEROLINE_PASSPHRASE: passphrase, KB: at('kb'), KEYS: at('keys'), COMMS_KEYS: at('comms-keys') },
    ...{
      SITE: at('web', 'zeroline'),
      URL: `${nginx.url}/zeroline`,
      TRUST: at('trust.json'),
      PAPER: at('paper.txt'),
    },
  };
}, 120_000);
afterAll(async () => {
  if (!missingNginx()) await nginx.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every recipe of the page is known here', () => {
  // Those of the hub have a test of their own.
  expect([...recipes.keys()].filter((name) => !name.startsWith('hub-')).sort()).toEqual(
    [
      ...['ceremony', 'publish', 'refresh', 'incident', 'nginx', 's3', 'cdn', 'rotate', 'lost', 'expired'],
      ...['policy', 'policy-templates', 'policy-trust'],
    ].sort(),
  );
});

test('the templates are written, and hold every key', { timeout: 60_000 }, async () => {
  const ran = await runRecipe(recipe('policy-templates'), { TEMPLATES: at('templates') });
  expect(ran.exitCode, ran.output).toBe(0);
  expect(readdirSync(at('templates')).sort()).toEqual(
    ['en-US', 'policy.json', 'zeroline.admx', 'zeroline.mobileconfig'].sort(),
  );
  expect(ran.output).toContain(`${policyKeys.length} keys that count`);
});

test('a policy file that is put in place is read, and an app that runs is told', async () => {
  const path = at('etc', 'zeroline', 'policy.json');
  let told = 0;
  mkdirSync(at('etc'));
  const watching = watchPolicy({ paths: [path], onChange: () => void (told += 1) });
  try {
    for (const site of ['Oslo', 'Bergen']) {
      const before = told;
      writeFileSync(at('wanted.json'), JSON.stringify({ site, forced: { startAtLogin: true } }));
      const ran = await runRecipe(recipe('policy'), { POLICY: at('wanted.json'), ETC: at('etc') });
      expect(ran.exitCode, ran.output).toBe(0);
      expect(readPolicy(await readPolicyFile(path))).toMatchObject({ policy: { site }, mistakes: [] });
      expect(statSync(path).mode & 0o777).toBe(0o644);
      await expect.poll(() => told, { timeout: 5_000 }).toBeGreaterThan(before);
    }
  } finally {
    watching.stop();
  }
});

describe.skipIf(missingNginx())(
  'docs/operations.md, followed from top to bottom',
  { timeout: 120_000 },
  () => {
    test('the key ceremony leaves one root key in the folder and one on paper', async () => {
      const { exitCode, output } = await follow('ceremony');
      expect(output).toContain('root');
      expect(exitCode).toBe(0);
      expect(readFileSync(at('paper.txt'), 'utf8')).toContain('BEGIN PRIVATE KEY');
    });

    test('the first publication is verified through nginx with the headers of the page', async () => {
      const { exitCode, output } = await follow('publish');
      expect(output).not.toMatch(/error:/);
      expect(exitCode).toBe(0);
      expect(await json('zeroline status "$URL" --trust "$TRUST"')).toMatchObject({
        ok: true,
        verified: true,
      });
      const header = async (path: string) =>
        (await fetch(`${nginx.url}/zeroline/${path}`)).headers.get('cache-control');
      expect(await header('metadata/timestamp.json')).toBe('no-cache');
      expect(await header('metadata/1.root.json')).toContain('max-age=300');
      expect(await header('metadata/9.root.json')).toContain('max-age=300');
      const [blobs] = readdirSync(at('web/zeroline/blobs'));
      const [blob] = readdirSync(at('web/zeroline/blobs', blobs ?? ''));
      expect(await header(`blobs/${blobs}/${blob}`)).toContain('immutable');
    });

    test('the policy with the trust in it is taken by machines as it stands', async () => {
      const { exitCode, output } = await follow('policy-trust', { POLICY: at('policy.json') });
      expect(exitCode, output).toBe(0);
      const { policy, mistakes } = readPolicy(await readPolicyFile(at('policy.json')));
      expect(mistakes).toEqual([]);
      expect(policy.site).toBe('Oslo');
      expect(policy.knowledgeBase?.url).toBe(variables.URL);
    });

    test('the nightly job writes nothing when nothing is due, and signs when it is', async () => {
      expect((await follow('refresh')).exitCode).toBe(0);
      expect(await json('zeroline refresh "$SITE" --keys "$KEYS"')).toMatchObject({ ok: true, written: [] });
      expect(await json('zeroline refresh "$SITE" --keys "$KEYS" --force')).toMatchObject({ ok: true });
    });

    test('who has the campaigns and online keys alone pushes an incident, and no guide', async () => {
      cpSync(at('keys'), at('comms-keys'), { recursive: true });
      for (const name of readdirSync(at('comms-keys'))) {
        if (/^(root|targets).*\.pem$/.test(name)) rmSync(at('comms-keys', name));
      }
      writeFileSync(
        at('kb/notices.yaml'),
        "- { id: mail-down, severity: incident, title: Mail is down, text: We are on it., from: '2026-01-01' }\n",
      );
      const { exitCode, output } = await follow('incident');
      expect(exitCode, output).toBe(0);
      appendFileSync(at('kb/guides/password-forgotten.en.md'), '\nAnd breathe.\n');
      const guides = await runRecipe('zeroline publish "$KB" "$SITE" --keys "$COMMS_KEYS"', variables);
      expect(guides.exitCode, guides.output).toBe(5);
      expect(await json('zeroline status "$URL" --trust "$TRUST"')).toMatchObject({ ok: true });
    });

    test('a caching proxy in front serves the same, and never an old timestamp', async () => {
      const rules = recipe('cdn').replaceAll('https://origin.example.org', nginx.url);
      const cdn = await startNginx(at('web'), { rules });
      try {
        const through = { ...variables, URL: `${cdn.url}/zeroline` };
        for (let round = 0; round < 2; round += 1) {
          const { exitCode, output } = await runRecipe('zeroline status "$URL" --trust "$TRUST"', through);
          expect(exitCode, output).toBe(0);
        }
        const asked = cdn.requests().filter(({ path }) => path.endsWith('timestamp.json'));
        expect(asked.length).toBeGreaterThan(1);
        expect(asked.map(({ cache }) => cache)).not.toContain('HIT');
        expect(cdn.requests().map(({ cache }) => cache)).toContain('HIT');
      } finally {
        await cdn.close();
      }
    });

    test('the same to a bucket', async () => {
      const s3 = await startS3Server();
      try {
        const body = recipe('s3').replaceAll('s3://kb-bucket', `s3://${s3.bucket}`);
        const { exitCode, output } = await runRecipe(body, {
          ...variables,
          ...s3.env,
          AWS_REGION: 'us-east-1',
        });
        expect(exitCode, output).toBe(0);
      } finally {
        await s3.close();
      }
    });

    test('keys are replaced while machines follow', async () => {
      const { exitCode, output } = await follow('rotate');
      expect(exitCode, output).toBe(0);
    });

    test('a lost root key is replaced with the one from the safe', async () => {
      const { keys } = (await json('zeroline keys status "$KEYS"')) as {
        keys: { id: string; role: string; place: string }[];
      };
      const lost = keys.find(({ role, place }) => role === 'root' && place === 'here');
      const [file] = readdirSync(at('keys')).filter((name) => /^root.*\.pem$/.test(name));
      rmSync(at('keys', file ?? 'none'));
      const { exitCode, output } = await follow('lost', { LOST_KEY: lost?.id ?? '' });
      expect(exitCode, output).toBe(0);
    });

    test('what has expired long ago comes back to life', async () => {
      const site = at('web', 'zeroline');
      rmSync(site, { recursive: true });
      mkdirSync(site);
      rmSync(at('keys'), { recursive: true });
      await daysAgo(500, 'keys', 'init', at('keys'));
      await daysAgo(500, 'publish', at('kb'), site, '--keys', at('keys'));
      await daysAgo(500, 'keys', 'trust', at('keys'), `${nginx.url}/zeroline`, '--out', at('trust.json.old'));
      const { exitCode, output } = await follow('expired', { TRUST: at('trust.json.old') });
      expect(output).toMatch(/expired|ran out|out of date/i);
      expect(exitCode, output).toBe(0);
    });
  },
);
