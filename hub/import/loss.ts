/** What can get lost on the way from an article to a guide. */
export const lossKinds = {
  table: 'a table became a list',
  code: 'lines of code became paragraphs',
  quote: 'a quotation became plain text',
  'nested-list': 'points inside points moved up',
  'list-text': 'further paragraphs of a point became points or were joined',
  heading: 'a heading inside a step became bold text',
  'list-heading': 'the heading above the steps was left out',
  html: 'HTML was left out',
  rule: 'a ruled line was left out',
  'picture-remote': 'a picture on another server was not taken',
  'picture-missing': 'a picture is not attached to the article',
  'picture-unfit': 'a picture was not taken: PNG or SVG up to 200 kB',
  attachment: 'an attached file that is no picture in the text was left out',
  'link-host': 'a link was left out, its words stay: the host is not in link-hosts',
  'link-unknown': 'a link was left out, its words stay: a guide can not open it',
  shortened: 'a text was too long and was cut',
  split: 'a long paragraph was split',
  macro: 'what the source fills in by itself was left out',
  field: 'a field of the article was left out',
  formatting: 'formatting that guides do not have was dropped',
  'not-a-guide':
    'a text without steps, so all of it is one step: write the steps, or remove the guide and leave the article out with --skip TITLE',
  'no-summary': 'the article has no summary: its title stands in',
  'no-closing': 'the closing sections are the standard ones: write what fits',
  'no-english': 'there is no English original: write it, or `check` refuses this translation',
} as const;
export type LossKind = keyof typeof lossKinds;

/** One thing that was lost, with the words that tell where. */
export interface Loss {
  kind: LossKind;
  detail: string;
}

/** Collects the losses of one guide; the same one twice counts once. */
export interface Losses {
  add(kind: LossKind, detail?: string): void;
  list(): Loss[];
}

const detailCharsMax = 120;

/** An empty collection. */
export function createLosses(): Losses {
  const found = new Map<string, Loss>();
  return {
    add(kind, detail = '') {
      const short = detail.replace(/\s+/g, ' ').trim().slice(0, detailCharsMax);
      found.set(`${kind} ${short}`, { kind, detail: short });
    },
    list: () => [...found.values()],
  };
}
