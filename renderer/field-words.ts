import type { Translate } from '../shared/i18n/create-i18n.ts';
import type { Request } from '../shared/requests/request.ts';

const inWords = [
  ...(['title', 'description', 'requester', 'area', 'impact', 'computer'] as const),
  ...(['journey', 'machine', 'reference'] as const),
];

/** What a person calls a field that the ticket system did not take: ours by its words, a line by its label, else its name. */
export function fieldInWords(field: string, { lines }: Pick<Request, 'lines'>, t: Translate): string {
  const known = inWords.find((name) => name === field);
  if (known) return t(`panel.request.fields.${known}`);
  return lines.find(({ id }) => id === field)?.label ?? field;
}
