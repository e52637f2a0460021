import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { organisationSourceSchema } from '../../../../hub/publish/organisation-source.ts';
import { ticketConfigSchema } from '../../../../hub/tickets/open-tickets.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/ticket-systems.md'), 'utf8');
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
