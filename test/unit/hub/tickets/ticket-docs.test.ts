import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { organisationSourceSchema } from '../../../../hub/publish/organisation-source.ts';
import { ticketConfigSchema } from '../../../../hub/tickets/open-tickets.ts';

const root = join(import.meta.dirname, '../../../..');
const page = readFileSync(join(root, 'docs/ticket-systems.md'), 'utf8');
const examples = Array.from(page.matchAll(/```yaml\n([^`]+)```/g), ([, yaml = '']) =>
  z.object({ tickets: z.unknown() }).parse(parse(yaml)),
);
const [link, ...systems] = examples;

test('the links of docs/ticket-systems.md are links that check accepts', () => {
  expect(organisationSourceSchema.shape.tickets.safeParse(link?.tickets).error).toBeUndefined();
});

test('every system has an example there, and the hub reads it', () => {
  const read = systems.map(({ tickets }) => ticketConfigSchema.parse(tickets).system);
  expect(read).toEqual(['request-tracker', 'redmine', 'smtp', 'webhook']);
});

/** The table of what was tried: a system, what the page says of it, and the tests that it names. */
const rows = Array.from(
  page.matchAll(/^\| (.+?) \| (.*) \|(.*)\|$/gm),
  ([, system = '', claim = '', tests = '']) => ({
    ...{ system, claim },
    tests: Array.from(tests.matchAll(/`(test\/[^`]+)`/g), ([, file = '']) => file),
  }),
).filter(({ claim, tests }) => tests.length > 0 || claim.includes('not tried'));

test('what the page calls live is tested live, and nothing else is', () => {
  expect(rows).toHaveLength(7);
  const isLive = (file: string): boolean =>
    /^test\/(tickets|e2e)\//.test(file) &&
    /whyLeftOut|startRt|rt-hub/.test(readFileSync(join(root, file), 'utf8'));
  for (const { system, claim, tests } of rows) {
    expect(
      tests.filter((file) => !existsSync(join(root, file))),
      system,
    ).toEqual([]);
    expect(tests.some(isLive), system).toBe(claim.includes('**live**'));
  }
});
