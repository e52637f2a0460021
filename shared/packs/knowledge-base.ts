import { z } from 'zod';

/**
 * Where the organisation's central knowledge base is, and whom to trust for it: `zeroline keys trust` writes it, IT
 * puts it into the policy, or into the package. The root is TUF root metadata; the TUF client checks it.
 */
export const knowledgeBaseSchema = z.strictObject({
  /** The folder that `zeroline publish` fills, as machines see it. */
  url: z.url({ protocol: /^https?$/ }),
  root: z.looseObject({
    signed: z.looseObject({ _type: z.literal('root') }),
    signatures: z.array(z.unknown()),
  }),
});
export type KnowledgeBase = z.infer<typeof knowledgeBaseSchema>;
