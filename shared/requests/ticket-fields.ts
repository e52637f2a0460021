import { lineText } from './report.ts';
import type { Request, RequestLine } from './request.ts';

type Line = Omit<RequestLine, 'ticked'>;

/** What of a request can fill a field of a ticket system. `lines` are those that go along, in the order they are read. */
export interface Fillable extends Pick<Request, 'reference' | 'area'> {
  impact?: string | undefined;
  /** Known to the hub alone: in a link, the person is signed in. */
  requester?: string | undefined;
  lines: readonly Line[];
}

/** What fills one field, and the lines that need not stand in the text any more. */
export interface FieldValue {
  value: string;
  lines: readonly string[];
}

const together = (lines: readonly Line[]): FieldValue | undefined =>
  lines.length === 0
    ? undefined
    : { value: lines.map(lineText).join('\n'), lines: lines.map(({ id }) => id) };

const single = (value: string | undefined): FieldValue | undefined =>
  value === undefined || value === '' ? undefined : { value, lines: [] };

/**
 * Our value for a field by the name that `fields` gives it: `reference`, `area`, `impact`, `requester`, `journey` (all
 * that was tried), `machine` (all that is known about the machine), or one line by its id.
 */
export function fieldValue(request: Fillable, name: string): FieldValue | undefined {
  const { lines } = request;
  switch (name) {
    case 'reference':
    case 'area':
    case 'impact':
    case 'requester':
      return single(request[name]);
    case 'journey':
      return together(lines.filter(({ group }) => group === 'journey'));
    case 'machine':
      return together(lines.filter(({ group }) => group !== 'journey'));
    default: {
      const line = lines.find(({ id }) => id === name);
      return line && { value: line.value, lines: [line.id] };
    }
  }
}

/** Our word -> the system's, where it has words of its own: `area: { network: Network & VPN }`. */
export type ValueWords = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A value in the system's own word. */
export function inTheirWords(words: ValueWords | undefined, name: string, value: string): string {
  const own = words && Object.hasOwn(words, name) ? words[name] : undefined;
  return own && Object.hasOwn(own, value) ? (own[value] ?? value) : value;
}
