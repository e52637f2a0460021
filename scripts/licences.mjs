import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/** What people find beside the program. */
export const licencesFile = 'THIRD-PARTY-LICENSES.txt';

/** @typedef {{ name: string, version: string, identifier?: string | null, text?: string }} Package */

/**
 * One text of the licences of everything that some bundles carry of others, each package once.
 * @param {Package[][]} bundles
 */
export function licencesText(bundles) {
  const packages = new Map(bundles.flat().map((found) => [`${found.name} ${found.version}`, found]));
  const parts = [...packages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, { identifier, text }]) => {
      const licence = identifier ?? 'see below';
      // Packages that carry no text of their own are under the licence they name.
      return `${title} (${licence})\n${'-'.repeat(60)}\n${text?.trim() ?? `The package names its licence and carries no text of it.`}\n`;
    });
  return `What this program contains of others, with their licences\n\n${parts.join('\n\n')}`;
}

/** Writes the licences of some bundles in dist/ to `file`. @param {string[]} bundles @param {string} file */
export function writeLicences(bundles, file) {
  const lists = bundles.map((bundle) => inRoot('dist', bundle, 'third-party.json'));
  writeFileSync(inRoot('dist', file), licencesText(lists.map(packagesIn)));
  for (const list of lists) rmSync(list);
}

/** @param {string} list */
function packagesIn(list) {
  const packages = /** @type {Package[]} */ (JSON.parse(readFileSync(list, 'utf8')));
  return packages;
}
