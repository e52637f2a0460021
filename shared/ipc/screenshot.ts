import { z } from 'zod';

/** What a picture can be taken of, as the system names it. */
export const screenSourceIdSchema = z.string().regex(/^(screen|window):\d{1,20}:\d{1,20}$/);

export const screenSourceSchema = z.strictObject({
  id: screenSourceIdSchema,
  kind: z.enum(['display', 'window']),
  name: z.string().max(120),
  /** A small picture of it, as a `data:` address. */
  thumbnail: z.string().max(400_000),
});
export type ScreenSource = z.infer<typeof screenSourceSchema>;

/** How taking a picture ended. */
export const takenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('taken'), png: z.instanceof(Uint8Array) }),
  /** The system wants the person's permission first. */
  z.strictObject({ kind: z.literal('not-permitted') }),
  /** This desktop lets no program see the screen, or shows it nothing. */
  z.strictObject({ kind: z.literal('not-possible') }),
  /** The window was closed meanwhile. */
  z.strictObject({ kind: z.literal('gone') }),
]);
export type Taken = z.infer<typeof takenSchema>;
