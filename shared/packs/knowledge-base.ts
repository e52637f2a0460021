import { z } from 'zod';

/**
 * Where the organisation's central knowledge base is, and whom to trust for it: `zeroline keys trust` writes it, IT
 * puts it into the policy, or into the package. The root is TUF root metadata; the TUF client checks it.
 */
export const knowledgeBaseSchema = z.strictObject({
  /** The folder that `zeroline publish` fills, as machines see it. */
  url: z
    .url({ protocol: /^https?$/, error: 'it begins with https:// or http://' })
    // Paths of files are put behind it.
    .refine((url) => !/[?#]/.test(url), 'it has no ? and no #: it is a folder')
    .refine((url) => !/^[^/]*\/\/[^/?#]*@/.test(url), 'it has no user and no password'),
  root: z.looseObject({
    signed: z.looseObject({ _type: z.literal('root') }),
    signatures: z.array(z.unknown()),
  }),
});
export type KnowledgeBase = z.infer<typeof knowledgeBaseSchema>;
