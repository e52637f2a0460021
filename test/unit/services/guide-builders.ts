import type { Block, Guide, Step } from '../../../shared/guides/guide.ts';
import { emptyPack } from '../../../shared/packs/empty-pack.ts';
import type { Pack } from '../../../shared/packs/pack.ts';

const text = (words: string) => [{ type: 'text' as const, text: words }];

export const aStep = (over: Partial<Step> = {}): Step => ({
  id: 'one',
  title: text('Do this'),
  body: [],
  ...over,
});

export const aButton = (action: Extract<Block, { type: 'button' }>['action']): Block => ({
  type: 'button',
  label: 'Open',
  action,
});

export const aGuide = (over: Partial<Guide> & { id: string }): Guide => ({
  ...{
    language: 'en',
    title: over.id,
    summary: '',
    area: 'network',
    words: [],
    appliesTo: ['windows', 'macos', 'linux'],
  },
  ...{
    owner: 'IT',
    reviewed: '2026-09-01',
    minutes: 3,
    worksOffline: true,
    steps: [aStep()],
    check: [],
    giveUp: [],
  },
  ...over,
});

export const aPack = (over: Partial<Pack> = {}): Pack => ({
  ...emptyPack('en'),
  areas: [
    { id: 'network', icon: 'globe', title: 'VPN and Wi-Fi' },
    { id: 'printing', icon: 'printer', title: 'Printing' },
    { id: 'meetings', icon: 'video', title: 'Meetings' },
  ],
  ...over,
});
