import { z } from 'zod';
import { areaIdSchema } from '../../shared/guides/guide.ts';
import type { Language } from '../../shared/language.ts';
import { areaIcons, type Area } from '../../shared/packs/pack.ts';
import type { Remedies } from './check-shape.ts';
import { sourceText, textIn } from './source-text.ts';

/** `areas.yaml` as editors write it. */
export const areasSourceSchema = z
  .array(z.strictObject({ id: areaIdSchema, icon: z.enum(areaIcons), title: sourceText(60) }))
  .min(1)
  .max(60);
export type AreasSource = z.infer<typeof areasSourceSchema>;

export const areaRemedies: Remedies = {
  '': 'write a list; an area has id, icon and title',
  id: 'use lower-case words with hyphens, at most 40 characters',
  icon: `use one of: ${areaIcons.join(', ')}`,
  title: 'write one text, or one per language with at least en, at most 60 characters',
};

/** The areas as one language's pack holds them. */
export const toAreas = (source: AreasSource, language: Language): Area[] =>
  source.map(({ id, icon, title }) => ({ id, icon, title: textIn(title, language) }));
