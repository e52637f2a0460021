import { describe, expect, it, vi } from 'vitest';
import { createGuideLibrary } from '../../../electron/services/guide-library.ts';
import type { Action } from '../../../shared/guides/action.ts';
import type { Guide } from '../../../shared/guides/guide.ts';
import { packHeadSchema, type Pack } from '../../../shared/packs/pack.ts';
import type { JourneyEvent } from '../../../shared/requests/journey.ts';
import { fakeEngine } from '../../fakes/fake-engine.ts';
import { aButton, aGuide, aPack, aStep } from './guide-builders.ts';

const guides = [
  aGuide({ id: 'vpn-off', title: 'The VPN does not connect' }),
  aGuide({ id: 'wifi', title: 'The Wi-Fi is slow' }),
  aGuide({ id: 'wifi-linux', title: 'The Wi-Fi driver is missing', appliesTo: ['linux'] }),
  aGuide({ id: 'printer', title: 'The printer prints nothing', area: 'printing' }),
  aGuide({ id: 'screen-share', title: 'Share my screen', area: 'meetings', appliesTo: ['macos'] }),
];

async function libraryOf(pack: Pack) {
  const library = createGuideLibrary({ engine: fakeEngine({ en: pack }), os: 'windows' });
  expect((await library.load('en')).ok).toBe(true);
  return library;
}

describe('createGuideLibrary', () => {
  it('has a valid head and no guides before the first load', async () => {
    const library = createGuideLibrary({ engine: fakeEngine({}), os: 'linux' });
    expect(packHeadSchema.parse(library.head())).toMatchObject(library.head());
    expect([library.guideCount(), library.areas(), library.campaigns()]).toEqual([0, [], []]);
    expect(await library.search('vpn', 5)).toEqual({ hits: [], meant: [] });
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
    expect((await library.search('wi-fi', 10)).hits.map((ref) => ref.id)).toEqual(['wifi']);
    expect(library.ref('wifi')).toMatchObject({ areaTitle: 'VPN and Wi-Fi', icon: 'globe' });
    expect((await library.open('wifi-linux'))?.guide.id).toBe('wifi-linux');
  });

  it('keeps what it has when a pack is refused, and tells of a new one', async () => {
    const library = await libraryOf(aPack({ guides }));
    const told = vi.fn();
    library.onChange(told);
    expect(await library.load('hu')).toMatchObject({ ok: false, error: { kind: 'missing' } });
    expect(library.guideCount()).toBe(3);
    expect(library.problems()).toEqual([{ kind: 'kb-unusable', detail: 'hu.json' }]);
    await library.load('en');
    expect(library.problems()).toEqual([]);
    expect(told).toHaveBeenCalledTimes(2);
  });

  it('takes an engine that breaks off as a refusal', async () => {
    const engine = fakeEngine({});
    engine.open = () => Promise.reject(new Error('the thread ended'));
    const library = createGuideLibrary({ engine, os: 'windows' });
    expect(await library.load('en')).toMatchObject({ ok: false, error: { kind: 'broke-off' } });
    expect(library.problems()).toEqual([{ kind: 'kb-unusable', detail: 'the thread ended' }]);
  });

  it('ends up with the language that was asked for last, whichever is read first', async () => {
    const engine = fakeEngine({
      de: aPack({ language: 'de', guides }),
      hu: aPack({ language: 'hu', guides }),
    });
    const open = engine.open.bind(engine);
    const waiting = new Map<string, () => void>();
    engine.open = async (language) => {
      await new Promise<void>((resolve) => waiting.set(language, resolve));
      return open(language);
    };
    const library = createGuideLibrary({ engine, os: 'windows' });
    const loads = [library.load('de'), library.load('hu')];
    waiting.get('hu')?.();
    waiting.get('de')?.();
    await Promise.all(loads);
    expect(library.head().language).toBe('hu');
  });

  it('lists guides of another language last', async () => {
    const mixed = [aGuide({ id: 'a', language: 'en' }), aGuide({ id: 'b', language: 'hu' })];
    const library = createGuideLibrary({
      engine: fakeEngine({ hu: aPack({ language: 'hu', guides: mixed }) }),
      os: 'linux',
    });
    await library.load('hu');
    expect(library.inArea('network').map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('lets the process do other things while it lists ten thousand guides', async () => {
    const many = Array.from({ length: 10_000 }, (_, n) => aGuide({ id: `guide-${n}`, title: `Guide ${n}` }));
    let turns = 0;
    let isDone = false;
    const count = (): void => {
      turns += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const library = await libraryOf(aPack({ guides: many }));
    isDone = true;
    expect(library.guideCount()).toBe(10_000);
    expect(library.areas()).toMatchObject([{ id: 'network', guideCount: 10_000 }]);
    expect(turns).toBeGreaterThanOrEqual(9);
  });
});

describe('a guide that the person has open', () => {
  const step = (words: string) => aStep({ title: [{ type: 'text', text: words }] });
  const before = aGuide({ id: 'vpn-off', steps: [step('Restart the VPN')] });
  const after = aGuide({ id: 'vpn-off', steps: [step('Restart the computer')] });

  async function openedBefore(now: Guide[]) {
    const engine = fakeEngine({ en: aPack({ guides: [before, ...guides.slice(1)] }) });
    const library = createGuideLibrary({ engine, os: 'windows' });
    await library.load('en');
    await library.open('vpn-off');
    await library.open('wifi');
    engine.packs.en = aPack({ guides: [...now, ...guides.slice(1)] });
    await library.load('en');
    return library;
  }

  it('stays as it was when IT changes it, until they want the new one', async () => {
    const library = await openedBefore([after]);
    expect(library.outdated()).toEqual([{ id: 'vpn-off', change: 'changed' }]);
    expect(await library.shown('vpn-off')).toEqual(before);
    expect((await library.open('vpn-off'))?.guide).toEqual(after);
    expect(library.outdated()).toEqual([]);
    expect(await library.shown('vpn-off')).toEqual(after);
  });

  it('can still be read when IT withdraws it, and is in no list', async () => {
    const library = await openedBefore([]);
    expect(library.outdated()).toEqual([{ id: 'vpn-off', change: 'withdrawn' }]);
    expect(library.ref('vpn-off')).toBeUndefined();
    expect(await library.open('vpn-off')).toEqual({ guide: before, areaTitle: 'VPN and Wi-Fi' });
    expect(library.outdated()).toEqual([{ id: 'vpn-off', change: 'withdrawn' }]);
    expect(await library.open('never-there')).toBeUndefined();
  });

  it('is nothing special when only its neighbours changed', async () => {
    expect((await openedBefore([before])).outdated()).toEqual([]);
  });

  it('goes along into another language without a word', async () => {
    const german = aGuide({ id: 'vpn-off', language: 'de', title: 'Das VPN' });
    const engine = fakeEngine({
      en: aPack({ guides: [before] }),
      de: aPack({ language: 'de', guides: [german] }),
    });
    const library = createGuideLibrary({ engine, os: 'windows' });
    await library.load('en');
    await library.open('vpn-off');
    await library.load('de');
    expect(library.outdated()).toEqual([]);
    expect(library.kept('vpn-off')).toEqual(german);
  });

  it('is there without waiting when it was begun before the start', async () => {
    const library = await libraryOf(aPack({ guides }));
    expect(library.kept('wifi')).toBeUndefined();
    await library.keep(['wifi', 'gone']);
    expect(library.kept('wifi')?.id).toBe('wifi');
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
    for (const action of [web, phone, link.action])
      expect(await library.hasAction('vpn-off', action)).toBe(true);
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
    for (const action of others) expect(await library.hasAction('vpn-off', action)).toBe(false);
    expect(await library.hasAction('wifi', web)).toBe(false);
    expect(await library.hasAction('gone', web)).toBe(false);
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
    (await (await libraryOf(aPack({ guides: all }))).related('vpn-off', sitting(searches, notSolved))).map(
      ({ guide, reason }) => `${guide.id} ${reason}`,
    );

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
    expect(await (await libraryOf(aPack({ guides: all }))).related('gone', [])).toEqual([]);
  });
});
