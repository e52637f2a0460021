import { describe, expect, it } from 'vitest';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { buildDraft } from '../../../shared/requests/draft.ts';
import { redact, secretsIn } from '../../../shared/requests/redact.ts';
import { report } from '../../../shared/requests/report.ts';
import { harmlessTexts } from './harmless-texts.ts';
import { frames, innocent } from './secrets.ts';
import { seededSecrets } from './seeded-secrets.ts';

const all = Object.values(seededSecrets).flat();
const { t } = createI18n('en');

/** A request in which one text stands wherever a text can come from. */
const draftWith = (text: string) =>
  buildDraft(
    {
      ...{ id: '0f9c1f6e-5a3b-4c57-9d0e-2f1f3a7b8c9d', reference: 'ZL-7K3QX', nowMs: 5, language: 'en' },
      ...{ guide: 'g', search: text },
      journey: [
        { kind: 'searched', text, found: 0, atMs: 1 },
        { kind: 'opened', guide: 'g', atMs: 2 },
        { kind: 'reached', guide: 'g', number: 3, step: text, atMs: 3 },
      ],
      guideFacts: () => ({ title: text, area: 'x' }),
      facts: [{ id: 'computer', group: 'computer', label: 'This computer', value: text }],
    },
    t,
  );

describe('seeded secrets', () => {
  it('are more than five hundred, and 150 texts are harmless', () => {
    expect(new Set(all.map(({ text }) => text)).size).toBeGreaterThanOrEqual(500);
    expect(new Set([...harmlessTexts, ...innocent]).size).toBeGreaterThanOrEqual(150);
  });

  it.each(Object.entries(seededSecrets))(
    'none of the kind "%s" remains in any sentence',
    (_kind, secrets) => {
      const left = secrets.flatMap(({ text, inside }) =>
        frames.map((frame) => redact(frame(text))).filter((redacted) => redacted.includes(inside)),
      );
      expect(left).toEqual([]);
    },
  );

  it.each(Object.entries(seededSecrets))('none of the kind "%s" gets into a draft', (_kind, secrets) => {
    for (const { text, inside } of secrets) {
      const draft = draftWith(text);
      expect(JSON.stringify(draft)).not.toContain(JSON.stringify(inside).slice(1, -1));
      expect(report(draft, t)).not.toContain(inside);
    }
  });

  it('are shown to the person where they typed them, until they are covered', () => {
    const unseen = all.filter(({ text, inside }) => !secretsIn(text).join('\n').includes(inside));
    expect(unseen).toEqual([]);
    expect(all.flatMap(({ text }) => secretsIn(redact(text)))).toEqual([]);
  });
});

describe('harmless texts', () => {
  it.each(harmlessTexts)('stay as they are: %s', (text) => {
    for (const frame of frames) expect(redact(frame(text))).toBe(frame(text));
    expect(secretsIn(text)).toEqual([]);
  });
});
