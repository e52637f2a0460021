import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogues } from '../../../shared/i18n/create-i18n.ts';
import { textsOf } from './texts.ts';

const checkout = join(import.meta.dirname, '../../..');

const source = ['shared', 'electron', 'renderer']
  .flatMap((room) =>
    readdirSync(join(checkout, room), { recursive: true, encoding: 'utf8' }).map((path) => join(room, path)),
  )
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(join(checkout, path), 'utf8'))
  .join('\n');

const literals = new Set([...source.matchAll(/'([\w-]+(?:\.[\w-]+)+)'/g)].map(([, key]) => key!));

/** Keys put together in a template, such as `panel.refusal.${kind}`. */
const templates = [...source.matchAll(/`((?:[\w-]+\.|\$\{[^}`]*\}\.?)(?:[\w.-]|\$\{[^}`]*\})*)`/g)]
  .map(([, template]) => template!)
  .filter((template) => template.includes('.') && template.includes('${'))
  .map((template) => template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.')))
  .map((parts) => new RegExp(`^${parts.join('[\\w-]+')}$`));

it('has no text that no code shows', () => {
  const keys = new Set([...textsOf(catalogues.en).keys()].map((key) => key.replace(/_(one|other)$/, '')));
  const unused = [...keys].filter(
    (key) => !literals.has(key) && !templates.some((template) => template.test(key)),
  );
  expect(unused).toEqual([]);
});
