import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { buildDraft, shorten, type DraftSources } from '../../../shared/requests/draft.ts';
import type { JourneyEvent } from '../../../shared/requests/journey.ts';
import { requestSchema } from '../../../shared/requests/request.ts';

const { t } = createI18n('en');
const guides: Readonly<Record<string, { title: string; area: string }>> = {
  password: { title: 'Choose a new password', area: 'sign-in' },
  unlock: { title: 'Unlock your account after too many tries', area: 'sign-in' },
  long: {
    title: 'A title that goes on and on, far beyond what any ticket system has room for in a list',
    area: 'x',
  },
};

const sources = (over: Partial<DraftSources> = {}): DraftSources => ({
  id: '0f9c1f6e-5a3b-4c57-9d0e-2f1f3a7b8c9d',
  reference: 'ZL-7K3QX',
  nowMs: 5000,
  language: 'en',
  journey: [],
  guideFacts: (id) => guides[id],
  facts: [],
  ...over,
});

const searched = (text: string): JourneyEvent => ({ kind: 'searched', text, found: 1, atMs: 1 });
const opened = (guide: string): JourneyEvent => ({ kind: 'opened', guide, atMs: 2 });
const reached = (guide: string, number: number, step = 'Pick four words'): JourneyEvent => ({
  ...{ kind: 'reached', guide, number, step, atMs: 3 },
});
const answered = (guide: string, solved: boolean): JourneyEvent => ({
  kind: 'answered',
  guide,
  solved,
  atMs: 4,
});

const linesOf = (over: Partial<DraftSources>) =>
  buildDraft(sources(over), t).lines.map(({ label, value }) => `${label} = ${value}`);

describe('buildDraft', () => {
  it('keeps a public address in the line that is for it alone, not ticked', () => {
    const line = { id: 'address', group: 'network', label: 'Address', value: '9.9.9.9' } as const;
    const other = { ...line, id: 'network', value: 'Wi-Fi 9.9.9.9' } as const;
    const facts = [{ ...line, unticked: true, asItIs: true } as const, other];
    const { lines } = buildDraft(sources({ facts }), t);
    expect(lines.map(({ value, ticked }) => [value, ticked])).toEqual([
      ['9.9.9.9', false],
      ['Wi-Fi [address]', true],
    ]);
    expect(buildDraft(sources({ facts, linesOff: ['address'] }), t).lines).toHaveLength(1);
  });

  it('is named after the guide and the step where it stopped', () => {
    const journey = [opened('password'), reached('password', 3), reached('password', 4)];
    const draft = buildDraft(sources({ guide: 'password', search: 'pw', journey }), t);
    expect(draft.title).toBe('Choose a new password: stopped at step 4');
    expect(draft.area).toBe('sign-in');
  });

  it('is named after the guide alone when no step was reached, and after the search when there was no guide', () => {
    const journey = [opened('password')];
    expect(buildDraft(sources({ guide: 'password', journey }), t).title).toBe(
      'Choose a new password: did not help',
    );
    expect(buildDraft(sources({ search: ' printer eats paper ' }), t).title).toBe('printer eats paper');
    expect(buildDraft(sources(), t).title).toBe('');
  });

  it('keeps the step in a title that has to be shortened', () => {
    const { title } = buildDraft(
      sources({ guide: 'long', journey: [opened('long'), reached('long', 12)] }),
      t,
    );
    expect(title).toMatch(/^A title that goes on .*…: stopped at step 12$/);
    expect(title.length).toBeLessThanOrEqual(80);
  });

  it('tells each guide once, what was tried last first, with how it ended', () => {
    const journey = [
      ...[
        opened('password'),
        opened('unlock'),
        reached('unlock', 2, 'Wait 15 minutes'),
        answered('unlock', true),
      ],
      ...[opened('long'), opened('password'), reached('password', 4), answered('password', false)],
    ];
    expect(linesOf({ journey })).toEqual([
      'Tried: Choose a new password = did not help · stopped at step 4: Pick four words',
      `Tried: ${guides.long?.title ?? ''} = looked at`,
      'Tried: Unlock your account after too many tries = solved it',
    ]);
  });

  it('says that a guide did not help when it was left at no step', () => {
    expect(linesOf({ journey: [opened('password'), answered('password', false)] })).toEqual([
      'Tried: Choose a new password = did not help',
    ]);
  });

  it('leaves out guides that a new pack no longer has', () => {
    expect(linesOf({ journey: [opened('gone'), reached('gone', 2)] })).toEqual([]);
  });

  it('tells the last five different searches, the one that led here among them', () => {
    const journey = ['a', 'b', 'c', 'b', ' ', 'd', 'e'].map(searched);
    expect(linesOf({ journey, search: 'f' })).toEqual([
      'Searched for = “b” (1 result), “c” (1 result), “d” (1 result), “e” (1 result), “f”',
    ]);
    const nothing: JourneyEvent = { kind: 'searched', text: 'f', found: 0, atMs: 1 };
    expect(linesOf({ journey: [nothing], search: 'f' })).toEqual(['Searched for = “f” (nothing found)']);
  });

  it('redacts before anyone sees it', () => {
    const draft = buildDraft(
      sources({
        search: 'anna@example.org password: hunter2',
        journey: [
          searched('C:\\Users\\anna\\x'),
          opened('password'),
          reached('password', 1, 'Write to a@example.org'),
        ],
        facts: [{ id: 'computer', group: 'computer', label: 'This computer', value: 'seen from 8.8.8.8' }],
      }),
      t,
    );
    expect(draft.title).toBe('[mail address] password: [password]');
    expect(JSON.stringify(draft)).not.toMatch(/anna|hunter2|example\.org|8\.8\.8\.8/);
  });

  it('is a request of the schema, all ticked, whatever the sitting held', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 });
    const guide = fc.constantFrom('password', 'unlock', 'long', 'gone');
    const event = fc.oneof(
      text.map(searched),
      guide.map(opened),
      fc
        .tuple(guide, fc.integer({ min: 1, max: 99 }), text)
        .map(([id, number, step]) => reached(id, number, step)),
      fc.tuple(guide, fc.boolean()).map(([id, solved]) => answered(id, solved)),
    );
    const from = fc.record({
      journey: fc.array(event, { maxLength: 40 }),
      search: fc.option(fc.string({ unit: 'grapheme', maxLength: 500 }), { nil: undefined }),
      guide: fc.option(guide, { nil: undefined }),
    });
    fc.assert(
      fc.property(from, (over) => {
        const draft = requestSchema.parse(buildDraft(sources(over), t));
        expect(draft.lines.every(({ ticked }) => ticked)).toBe(true);
        expect(new Set(draft.lines.map(({ id }) => id)).size).toBe(draft.lines.length);
      }),
    );
  });
});

describe('shorten', () => {
  it('leaves what fits, cuts at a word, and cuts a word that is too long by itself', () => {
    expect(shorten('  fits  ', 4)).toBe('fits');
    expect(shorten('the printer on the third floor', 20)).toBe('the printer on the…');
    expect(shorten('a'.repeat(30), 10)).toBe(`${'a'.repeat(9)}…`);
  });

  it('never leaves half a character', () => {
    expect(shorten('🖨️'.repeat(20), 10).isWellFormed()).toBe(true);
    expect(shorten('😀'.repeat(20), 10)).toBe(`${'😀'.repeat(4)}…`);
  });
});
