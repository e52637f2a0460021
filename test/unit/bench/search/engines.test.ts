import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../../bench/search/engines/engine.ts';
import { versusEngines } from '../../../../bench/search/engines/versus.ts';
import { zeroline } from '../../../../bench/search/engines/zeroline.ts';
import { missesText, isMissed } from '../../../../bench/search/misses.ts';
import { askAll, gains, qualityOf } from '../../../../bench/search/quality.ts';
import type { Language } from '../../../../shared/language.ts';
import type { SearchText } from '../../../../shared/search/search-text.ts';

const guide = (id: string, language: Language, title: string, body: string): SearchText => ({
  ...{ id, language, title, words: [], summary: '', body },
});
const guides = [
  guide('print-en', 'en', 'Print a document', 'Choose your printer and press the button.'),
  guide('sound-en', 'en', 'No sound in meetings', 'Choose your speaker, then restart the meeting.'),
  guide('vpn-en', 'en', 'Connect to the tunnel', 'The tunnel is needed at home.'),
  guide('print-sv', 'sv', 'Skriva ut dokument', 'Välj din skrivare och tryck på knappen.'),
  guide('password-sv', 'sv', 'Byta lösenord', 'Lösenordet byts på inloggningssidan.'),
  guide('print-hu', 'hu', 'Dokumentumok nyomtatása', 'Válassza ki a nyomtatót.'),
  guide('sound-hu', 'hu', 'Nincs hang', 'Válassza ki a hangszórót.'),
];
const makers: [string, () => Engine][] = [
  ['zeroline', () => zeroline(new Map())],
  ...Object.entries(versusEngines),
];
const query = (q: string, language: Language, relevant: string, split?: 'dev' | 'held') => ({
  ...{ q, language, relevant: new Set([relevant]), kind: 'typo', split },
});

describe.each(makers)('%s', (name, make) => {
  const built = (): Engine => {
    const engine = make();
    engine.build(guides);
    return engine;
  };

  it('finds a guide in each language, by a whole word and by its beginning', () => {
    const engine = built();
    expect(engine.search('meeting', 'en', 3)[0]).toBe('sound-en');
    expect(engine.search('lösenord', 'sv', 3)[0]).toBe('password-sv');
    expect(engine.search('skriv', 'sv', 3)[0]).toBe('print-sv');
    expect(engine.search('nyomtat', 'hu', 3)[0]).toBe('print-hu');
  });

  it('gives no more than was asked for, and nothing for nothing', () => {
    const engine = built();
    expect(engine.search('choose your meeting document', 'en', 1)).toHaveLength(1);
    expect(engine.search('', 'en', 3)).toEqual([]);
    expect(engine.search('🎧', 'sv', 3)).toEqual([]);
  });

  it('has a size', () => expect(built().bytes()).toBeGreaterThan(100));

  if (name === 'minisearch-naive') return;
  it('puts the own language first and English below', () => {
    const ids = built().search('dokument tunnel', 'sv', 5);
    expect(ids[0]).toBe('print-sv');
    expect(ids).toContain('vpn-en');
  });
});

describe('stems of the others', () => {
  it.each(['minisearch', 'flexsearch', 'orama', 'lunr'] as const)('serve %s', (name) => {
    const engine = versusEngines[name]();
    engine.build(guides);
    expect(engine.search('lösenorden', 'sv', 3)[0]).toBe('password-sv');
    expect(engine.search('nyomtatótól', 'hu', 3)[0]).toBe('print-hu');
  });
});

describe('all queries of an engine', () => {
  const sets = [
    {
      guides,
      queries: [
        query('meetings', 'en', 'sound-en'),
        query('tunnel', 'en', 'print-en', 'dev'),
        query('tunnel', 'en', 'sound-en', 'held'),
        query('lösenord', 'sv', 'password-sv'),
      ],
    },
  ];
  const own = () => zeroline(new Map());

  it('are judged by kind and language', () => {
    const quality = qualityOf(askAll(own, sets, 10));
    expect(quality.all).toMatchObject({ queries: 4, r1: 0.5 });
    expect(quality.languages['sv']).toMatchObject({ queries: 1, r1: 1 });
    expect(quality.kindsByLanguage['typo']?.['en']).toMatchObject({ queries: 3, r1: 0.3333 });
    expect(gains(quality, quality).kinds['typo']?.r5).toEqual({ difference: 0, ratio: 1 });
  });

  it('are written down when they are missed, but none that is held', () => {
    const asked = askAll(own, sets, 10);
    expect(asked.filter(isMissed).map(({ query: { split } }) => split)).toEqual(['dev']);
    const text = missesText(own, sets, asked);
    expect(text).toContain('en typo "tunnel"');
    expect(text).toContain('wanted: Print a document [print-en]');
    expect(text).toMatch(/1\. .*Connect to the tunnel \[vpn-en\]: tunnel exact/);
    expect(text).not.toContain('sound-en');
  });
});
