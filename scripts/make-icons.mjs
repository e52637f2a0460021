import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';

// node scripts/make-icons.mjs: draws every icon again (needs rsvg-convert from librsvg2-bin). The results are committed.

/** A zero whose line runs through it: the line where support begins. @param {string} ink @param {string} [dot] */
const mark = (ink, dot) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
  <g fill="none" stroke="${ink}" stroke-width="2.6" stroke-linecap="round">
    <ellipse cx="12" cy="12" rx="6.2" ry="8.6"/>
    <path d="M1.6 16l3.4-1.3M9.8 12.9l4.4-1.7M19 9.3l3.4-1.3"/>
  </g>${dot ? `<circle cx="18.6" cy="5.4" r="5.2" fill="${dot}" stroke="${ink === '#ffffff' ? '#1b1d22' : '#ffffff'}" stroke-width="1"/>` : ''}
</svg>`;

const app = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <rect x="24" y="24" width="464" height="464" rx="108" fill="#2557d6"/>
  <g fill="none" stroke="#ffffff" stroke-width="40" stroke-linecap="round">
    <ellipse cx="256" cy="256" rx="98" ry="138"/>
    <path d="M84 322l62-24M220 270l72-28M366 214l62-24"/>
  </g>
</svg>`;

const light = '#191c22';
const dark = '#ffffff';
const badge = '#d23b2e';
/** @type {Record<string, string>} */
const icons = {
  'tray-light': mark(light),
  'tray-dark': mark(dark),
  'tray-light-badge': mark(light, badge),
  'tray-dark-badge': mark(dark, badge),
  trayTemplate: mark('#000000'),
  'tray-badgeTemplate': mark('#000000', '#000000'),
};

const folder = mkdtempSync(join(tmpdir(), 'zeroline-icons-'));
/** @param {string} svg @param {string} file @param {number} px */
function draw(svg, file, px) {
  const source = join(folder, 'icon.svg');
  writeFileSync(source, svg);
  execFileSync('rsvg-convert', [
    '-w',
    String(px),
    '-h',
    String(px),
    '-o',
    inRoot('resources/icons', file),
    source,
  ]);
}
try {
  for (const [name, svg] of Object.entries(icons)) {
    draw(svg, `${name}.png`, 24);
    draw(svg, `${name}@2x.png`, 48);
  }
  draw(app, 'app.png', 512);
  writeFileSync(inRoot('resources/icons/app.svg'), `${app}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
