import { z } from 'zod';
import { languageSchema, osSchema } from '../base-schemas.ts';
import { guideIdSchema } from '../guides/action.ts';
import { languages } from '../language.ts';

/** Addresses below the preview's own origin. */
export const previewPaths = {
  tool: '/',
  panel: '/panel',
  script: '/preview.js',
  style: '/preview.css',
  state: '/state',
  pack: '/pack/',
  pictures: '/kb-images/',
  changes: '/changes',
} as const;

const mistakeSchema = z.strictObject({
  file: z.string(),
  line: z.number(),
  problem: z.string(),
  remedy: z.string(),
  severity: z.enum(['error', 'warning']),
});
export type ShownMistake = z.infer<typeof mistakeSchema>;

/** What the preview's page knows of the knowledge base as it was last saved. */
export const previewStateSchema = z.strictObject({
  /** Raised with every change of the sources. */
  revision: z.number().int(),
  /** The folder as it was named on the command line. */
  folder: z.string(),
  /** False when organisation.yaml or areas.yaml is so broken that nothing can be drawn. */
  drawable: z.boolean(),
  /** Guides without errors, each with its title in the languages it is written in. */
  guides: z.array(
    z.strictObject({
      id: guideIdSchema,
      titles: z.partialRecord(z.enum(languages), z.string()),
    }),
  ),
  mistakes: z.array(mistakeSchema),
});
export type PreviewState = z.infer<typeof previewStateSchema>;

/** Server-sent whenever the sources changed. */
export const changedEvent = 'changed';

/** What the page tells the panel in its frame: what to show, and for whom. */
export const showMessageSchema = z.strictObject({
  kind: z.literal('show'),
  revision: z.number().int(),
  language: languageSchema,
  os: osSchema,
  /** Absent: stay where the person is. */
  guide: guideIdSchema.optional(),
});
export type ShowMessage = z.infer<typeof showMessageSchema>;

/** What the panel tells the page. */
export const panelMessageSchema = z.discriminatedUnion('kind', [
  /** It listens from now on. */
  z.strictObject({ kind: z.literal('ready') }),
  /** A guide was opened in it. */
  z.strictObject({ kind: z.literal('guide'), id: guideIdSchema }),
]);
export type PanelMessage = z.infer<typeof panelMessageSchema>;
