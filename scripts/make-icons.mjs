import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { inRoot } from './paths.mjs';

// node scripts/make-icons.mjs: draws every icon again (needs rsvg-convert from librsvg2-bin). The results are committed.

/**
 * A zero whose line runs through it: the line where support begins. The badge is cut out of it with a clear ring, so
 * that the two stand apart on a bar of any colour, and in a template, of which only the opacity is used.
 * @param {string} ink @param {string} [dot]
 */
const mark = (ink, dot) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
  <mask id="m"><rect width="24" height="24" fill="#fff"/>${dot ? '<circle cx="18.8" cy="5.2" r="6.6" fill="#000"/>' : ''}</mask>
  <g mask="url(#m)" fill="none" stroke="${ink}" stroke-width="2.6" stroke-linecap="round">
    <ellipse cx="12" cy="12" rx="6.2" ry="8.6"/>
    <path d="M1.6 16l3.4-1.3M9.8 12.9l4.4-1.7M19 9.3l3.4-1.3"/>
  </g>${dot ? `<circle cx="18.8" cy="5.2" r="5" fill="${dot}"/>` : ''}
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
/** For Linux panels (24 px) and the Windows task bar. @type {Record<string, string>} */
const barIcons = {
  'tray-light': mark(light),
  'tray-dark': mark(dark),
  'tray-light-badge': mark(light, badge),
  'tray-dark-badge': mark(dark, badge),
};
/** For the menu bar of macOS, which is 22 to 24 points high. @type {Record<string, string>} */
const templates = { trayTemplate: mark('#000000'), 'tray-badgeTemplate': mark('#000000', '#000000') };
/** The small icon of Windows at 100, 125, 150, 200 and 300 %. */
const windowsSizesPx = [16, 20, 24, 32, 48];

const folder = mkdtempSync(join(tmpdir(), 'zeroline-icons-'));

/** @param {string} svg @param {number} px */
function png(svg, px) {
  const source = join(folder, 'icon.svg');
  writeFileSync(source, svg);
  return execFileSync('rsvg-convert', ['-w', String(px), '-h', String(px), source]);
}

/** One size of an .ico: a bitmap from the bottom up, blue first, and an empty mask. @param {Buffer} file */
function bitmap(file) {
  const { width, height, data } = PNG.sync.read(file);
  const maskRowBytes = Math.ceil(width / 32) * 4;
  const head = Buffer.alloc(40);
  head.writeUInt32LE(40, 0);
  head.writeInt32LE(width, 4);
  head.writeInt32LE(height * 2, 8);
  head.writeUInt16LE(1, 12);
  head.writeUInt16LE(32, 14);
  const rows = Array.from({ length: height }, (_, y) => {
    const rgba = data.subarray((height - 1 - y) * width * 4, (height - y) * width * 4);
    return Buffer.from(
      rgba.map((_byte, at) => rgba[at % 4 === 0 ? at + 2 : at % 4 === 2 ? at - 2 : at] ?? 0),
    );
  });
  return Buffer.concat([head, ...rows, Buffer.alloc(maskRowBytes * height)]);
}

/** @param {string} svg */
function ico(svg) {
  const images = windowsSizesPx.map((px) => ({ px, body: bitmap(png(svg, px)) }));
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(({ px, body }, n) => {
    const at = 6 + 16 * n;
    head.writeUInt8(px, at);
    head.writeUInt8(px, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(body.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += body.length;
  });
  return Buffer.concat([head, ...images.map(({ body }) => body)]);
}

/** @param {string} name @param {string} svg @param {number} px */
function twoSizes(name, svg, px) {
  writeFileSync(inRoot('resources/icons', `${name}.png`), png(svg, px));
  writeFileSync(inRoot('resources/icons', `${name}@2x.png`), png(svg, px * 2));
}

try {
  for (const [name, svg] of Object.entries(barIcons)) {
    twoSizes(name, svg, 24);
    writeFileSync(inRoot('resources/icons', `${name}.ico`), ico(svg));
  }
  for (const [name, svg] of Object.entries(templates)) twoSizes(name, svg, 18);
  writeFileSync(inRoot('resources/icons/app.png'), png(app, 512));
  writeFileSync(inRoot('resources/icons/app.svg'), `${app}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
