import { describe, expect, it, vi } from 'vitest';
import { createGuideLibrary } from '../../../electron/services/guide-library.ts';
import type { PackSource } from '../../../electron/services/ports.ts';
import type { Action } from '../../../shared/guides/action.ts';
import type { Language } from '../../../shared/language.ts';
import { packSchema, type Pack } from '../../../shared/packs/pack.ts';
import type { JourneyEvent } from '../../../shared/requests/journey.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { aButton, aGuide, aPack, aStep } from './guide-builders.ts';

const guides = [
  aGuide({ id: 'vpn-off', title: 'The VPN does not connect' }),
  aGuide({ id: 'wifi', title: 'The Wi-Fi is slow' }),
  aGuide({ id: 'wifi-linux', title: 'The Wi-Fi driver is missing', appliesTo: ['linux'] }),
  aGuide({ id: 'printer', title: 'The printer prints nothing', area: 'printing' }),
  aGuide({ id: 'screen-share', title: 'Share my screen', area: 'meetings', appliesTo: ['macos'] }),
];

const sourceOf = (packs: Partial<Record<Language, Pack>>): PackSource => ({
  kind: 'embedded',
  load: (language) => {
    const pack = packs[language];
    return Promise.resolve(pack ? ok(pack) : refuse({ kind: 'missing', detail: `${language}.json` }));
  },
});

async function libraryOf(pack: Pack) {
  const library = createGuideLibrary({ source: sourceOf({ en: pack }), os: 'windows' });
  expect((await library.load('en')).ok).toBe(true);
  return library;
}

describe('createGuideLibrary', () => {
  it('has a valid pack without guides before the first one', () => {
    const library = createGuideLibrary({ source: sourceOf({}), os: 'linux' });
    expect(packSchema.parse(library.pack())).toEqual(library.pack());
    expect([library.guideCount(), library.areas(), library.search('vpn', 5)]).toEqual([0, [], []]);
  });

  it('counts, lists and finds only guides for this system, but opens any', async () => {
    const library = await libraryOf(aPack({ guides }));
    expect(library.guideCount()).toBe(3);
    expect(library.areas().map((area) => [area.id, area.guideCount])).toEqual([
      ['network', 2],
      ['printing', 1],
    ]);
    expect(library.inArea('network').map((ref) => ref.id)).toEqual(['vpn-off', 'wifi']);
    expect(library.refs(['wifi-linux', 'wifi', 'gone']).map((ref) => ref.id)).toEqual(['wifi']);
    expect(library.search('wi-fi', 10).map((ref) => ref.id)).toEqual(['wifi']);
    expect(library.ref('wifi')).toMatchObject({ areaTitle: 'VPN and Wi-Fi', icon: 'globe' });
    expect(library.guide('wifi-linux')?.id).toBe('wifi-linux');
  });

  it('keeps what it has when a pack is refused, and tells of a new one', async () => {
    const library = await libraryOf(aPack({ guides }));
    const told = vi.fn();
    library.onChange(told);
    expect(await library.load('hu')).toMatchObject({ ok: false, error: { kind: 'missing' } });
    expect(library.guideCount()).toBe(3);
    expect(told).not.toHaveBeenCalled();
    await library.load('en');
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('ends up with the language that was asked for last, whichever is read first', async () => {
    const waiting = new Map<Language, () => void>();
    const library = createGuideLibrary({
      os: 'windows',
      source: {
        kind: 'embedded',
        load: (language) =>
          new Promise((resolve) => waiting.set(language, () => resolve(ok(aPack({ language, guides }))))),
      },
    });
    const loads = [library.load('de'), library.load('hu')];
    waiting.get('hu')?.();
    waiting.get('de')?.();
    await Promise.all(loads);
    expect(library.pack().language).toBe('hu');
  });
});

describe('hasAction', () => {
  const web: Action = { kind: 'web', url: 'https://intranet.example.org/vpn' };
  const phone: Action = { kind: 'phone', number: '+47 22 00 00 00' };
  const link = {
    type: 'link' as const,
    text: 'mail',
    action: { kind: 'mail', to: 'it@example.org' } as const,
  };
  const guide = aGuide({
    id: 'vpn-off',
    steps: [
      aStep({ os: ['linux'], body: [aButton(web), { type: 'list', ordered: false, items: [[link]] }] }),
    ],
    giveUp: [aButton(phone)],
  });

  it('knows what a guide offers, on any system and in any part', async () => {
    const library = await libraryOf(aPack({ guides: [guide] }));
    for (const action of [web, phone, link.action]) expect(library.hasAction('vpn-off', action)).toBe(true);
  });

  it('knows nothing else', async () => {
    const library = await libraryOf(aPack({ guides: [guide, aGuide({ id: 'wifi' })] }));
    const others: Action[] = [
      { kind: 'web', url: `${web.url}?user=anna` },
      { kind: 'phone', number: '112' },
      { kind: 'settings', page: 'vpn' },
      { kind: 'mail', to: 'it@example.com' },
      { kind: 'guide', id: 'wifi' },
    ];
    for (const action of others) expect(library.hasAction('vpn-off', action)).toBe(false);
    expect(library.hasAction('wifi', web)).toBe(false);
    expect(library.hasAction('gone', web)).toBe(false);
  });
});

describe('related', () => {
  const linked = aGuide({
    id: 'vpn-off',
    title: 'The VPN does not connect',
    steps: [aStep({ next: { kind: 'guide', id: 'printer' } })],
  });
  const all = [linked, ...guides.slice(1)];
  const sitting = (searches: string[], notSolved: string[]): JourneyEvent[] => [
    ...searches.map((text): JourneyEvent => ({ kind: 'searched', text, found: 2, atMs: 0 })),
    ...notSolved.map((guide): JourneyEvent => ({ kind: 'answered', guide, solved: false, atMs: 0 })),
    { kind: 'answered', guide: 'wifi', solved: true, atMs: 0 },
  ];
  const idsAndReasons = async (searches: string[], notSolved: string[] = []) =>
    (await libraryOf(aPack({ guides: all })))
      .related('vpn-off', sitting(searches, notSolved))
      .map(({ guide, reason }) => `${guide.id} ${reason}`);

  it('names what the last searches also found, then what the guide links, then its area', async () => {
    expect(await idsAndReasons(['vpn wi-fi'])).toEqual(['wifi search', 'printer linked']);
    expect(await idsAndReasons([])).toEqual(['printer linked', 'wifi same-area']);
  });

  it('names neither the guide itself nor what has failed already, and no guide twice', async () => {
    expect(await idsAndReasons(['vpn connect'], ['printer'])).toEqual(['wifi same-area']);
    expect(await idsAndReasons(['vpn printer'])).toEqual(['printer search', 'wifi same-area']);
    expect(await idsAndReasons([], ['printer', 'wifi'])).toEqual([]);
  });

  it('does not count a search that leads elsewhere: it was about another trouble', async () => {
    expect(await idsAndReasons(['wi-fi slow'])).toEqual(['printer linked', 'wifi same-area']);
  });

  it('has nothing to say about a guide that is gone', async () => {
    expect((await libraryOf(aPack({ guides: all }))).related('gone', [])).toEqual([]);
  });
});
