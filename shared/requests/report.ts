import type { Translate } from '../i18n/create-i18n.ts';
import type { Request, RequestLine } from './request.ts';

const sections = ['journey', 'computer', 'network', 'app'] as const;

/** One line as text. */
export const lineText = ({ label, value }: Pick<RequestLine, 'label' | 'value'>): string =>
  `${label}: ${value}`;

/** The ticked lines in the order an agent reads them. */
export function tickedLines(request: Request): RequestLine[] {
  const ticked = request.lines.filter((line) => line.ticked);
  return sections.flatMap((group) => ticked.filter((line) => line.group === group));
}

/** Whom it stops, in words; nothing when the person did not say. */
export const impactText = ({ impact }: Pick<Request, 'impact'>, t: Translate): string =>
  impact === undefined ? '' : `${t('ticket.impact')}: ${t(`ticket.impacts.${impact}`)}`;

/** The whole request as plain text: what a mail, the clipboard and the file carry. Only what the person ticked. */
export function report(request: Request, t: Translate): string {
  const lines = tickedLines(request).map((line) => `- ${lineText(line)}`);
  const parts = [
    request.title.trim(),
    impactText(request, t),
    request.description.trim(),
    lines.length === 0 ? '' : [`${t('request.goesAlong')}:`, ...lines].join('\n'),
    request.reference === '' ? '' : `${t('request.reference')}: ${request.reference}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
