import type { Translate } from '../i18n/create-i18n.ts';
import type { Request } from './request.ts';

const sections = ['journey', 'computer', 'network', 'app'] as const;

/** One ticked line as text. */
export const lineText = ({ label, value }: { label: string; value: string }): string => `${label}: ${value}`;

/** The ticked lines in the order an agent reads them. */
export function tickedLines(request: Request): string[] {
  const ticked = request.lines.filter((line) => line.ticked);
  return sections.flatMap((group) => ticked.filter((line) => line.group === group).map(lineText));
}

/** The whole request as plain text: what a mail, the clipboard and the file carry. Only what the person ticked. */
export function report(request: Request, t: Translate): string {
  const lines = tickedLines(request);
  return [
    request.title,
    ...(request.description.trim() === '' ? [] : ['', request.description.trim()]),
    ...(lines.length === 0 ? [] : ['', `${t('request.goesAlong')}:`, ...lines.map((line) => `- ${line}`)]),
    '',
    `${t('request.reference')}: ${request.reference}`,
  ].join('\n');
}
