import fc from 'fast-check';
import type { TicketSystem, TicketWay } from '../../../shared/packs/organisation.ts';
import { requestSchema, type Request, type RequestLine } from '../../../shared/requests/request.ts';

export const aLine = (id: string, over: Partial<RequestLine> = {}): RequestLine => ({
  id,
  group: 'computer',
  label: id,
  value: `value of ${id}`,
  ticked: true,
  ...over,
});

export const aRequest = (over: Partial<Request> = {}): Request =>
  requestSchema.parse({
    id: '0f9c1f6e-5a3b-4c57-9d0e-2f1f3a7b8c9d',
    reference: 'ZL-7K3QX',
    createdAtMs: 1000,
    updatedAtMs: 1000,
    language: 'en',
    title: 'Choose a new password: stopped at step 4',
    description: '',
    lines: [],
    state: { kind: 'draft' },
    ...over,
  });

/** Text as hostile as a person's or a program's: any script, halves of pairs, what has a meaning in links. */
const anyText = (maxLength: number) =>
  fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.constantFrom(
          '\uD83D',
          '\uDDA8',
          '&SubmitTicket=1',
          '%',
          '#',
          '?',
          '^',
          "'",
          '\r\n',
          '\n',
          '%0A',
          '+',
          'å',
        ),
      ),
      { maxLength: 300 },
    )
    .map((parts) => parts.join('').slice(0, maxLength));

/** Any request that the schema allows. */
export const anyRequest = fc
  .record({
    title: anyText(80),
    description: anyText(4000),
    lines: fc.array(
      fc.record({
        group: fc.constantFrom('journey' as const, 'computer' as const, 'network' as const, 'app' as const),
        label: anyText(120),
        value: anyText(600),
        ticked: fc.boolean(),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ title, description, lines }) =>
    aRequest({ title, description, lines: lines.map((line, n) => ({ id: `line-${n}`, ...line })) }),
  );

export const systems: readonly TicketSystem[] = [
  'request-tracker',
  'redmine',
  'znuny',
  'zendesk',
  'jira-service-management',
  'servicenow',
  'github',
  'gitlab',
];

export const aLinkWay = (
  over: Partial<Extract<TicketWay, { way: 'link' }>> = {},
): Extract<TicketWay, { way: 'link' }> => ({
  way: 'link',
  system: 'request-tracker',
  url: 'https://help.example.org',
  maxUrlChars: 2000,
  ...over,
});
