import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. Not import.meta.dirname: a Node too old for that must still get as far as being told so. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string[]} path */
export const inRoot = (...path) => join(root, ...path);

/** The command-line tool of an installed package. @param {string} name */
export const tool = (name) => inRoot('node_modules', '.bin', name);
