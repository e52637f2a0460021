import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const syllables = [
  'pa',
  'ke',
  'ro',
  'mi',
  'tun',
  'sel',
  'dor',
  'vi',
  'lan',
  'gre',
  'sto',
  'ban',
  'qui',
  'ner',
  'fol',
];
const familiar = [
  'password',
  'printer',
  'network',
  'screen',
  'mail',
  'calendar',
  'sound',
  'camera',
  'update',
  'sign',
];

/** The same numbers on every run (Lehmer generator, MINSTD). @param {number} seed */
function random(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/**
 * A pack of `count` generated guides of some 350 words, with a vocabulary that thins out as a language does (Zipf).
 * @param {number} count @param {number} [differentWords]
 */
export function generatedPack(count, differentWords = 4_000) {
  const next = random(20_261_122);
  const vocabulary = [...familiar];
  while (vocabulary.length < differentWords) {
    const length = 2 + Math.floor(next() * 3);
    vocabulary.push(Array.from({ length }, () => syllables[Math.floor(next() * syllables.length)]).join(''));
  }
  const word = () => vocabulary[Math.floor(vocabulary.length ** next()) - 1] ?? 'password';
  const words = (/** @type {number} */ n) => Array.from({ length: n }, word).join(' ');
  const text = (/** @type {number} */ n) => [{ type: 'text', text: words(n) }];
  const paragraph = (/** @type {number} */ n) => ({ type: 'paragraph', inlines: text(n) });
  const guides = Array.from({ length: count }, (_, n) => ({
    id: `guide-${n}`,
    language: 'en',
    title: words(6),
    summary: words(14),
    area: `area-${n % 6}`,
    words: [word(), word(), word()],
    appliesTo: ['windows', 'macos', 'linux'],
    owner: 'Bench',
    reviewed: '2026-11-01',
    minutes: 3,
    worksOffline: true,
    steps: Array.from({ length: 5 }, (_step, s) => ({
      id: `step-${s}`,
      title: text(7),
      body: [paragraph(45)],
    })),
    check: [paragraph(15)],
    giveUp: [paragraph(15)],
  }));
  return {
    format: 1,
    language: 'en',
    contentFromMs: Date.UTC(2026, 10, 1),
    organisation: {
      name: 'Bench',
      timeZone: 'Europe/Oslo',
      holidays: [],
      linkHosts: [],
      contacts: {},
      tickets: [{ way: 'clipboard' }],
    },
    areas: Array.from({ length: 6 }, (_, n) => ({ id: `area-${n}`, icon: 'book', title: `Area ${n}` })),
    guides,
    mostAsked: ['guide-0', 'guide-1', 'guide-2'],
    rules: [],
    campaigns: [],
  };
}

/** Writes the pack as the app reads it from a folder. @param {string} folder @param {number} count */
export function writeGeneratedPacks(folder, count) {
  mkdirSync(join(folder, 'images'), { recursive: true });
  writeFileSync(join(folder, 'en.json'), JSON.stringify(generatedPack(count)));
}
