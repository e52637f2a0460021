import type { CampaignWindow } from '../../shared/campaigns/campaign.ts';
import { audienceInWords, type PlaceYear, type YearEntry } from './year-view.ts';

const lineBytesMax = 75;

/** A content line of RFC 5545, broken after 75 bytes, never inside a character. */
export function foldLine(line: string): string {
  const lines: string[] = [];
  let current = '';
  let bytes = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (bytes + size > lineBytesMax) {
      lines.push(current);
      // The space that marks a continued line counts.
      current = ' ';
      bytes = 1;
    }
    current += char;
    bytes += size;
  }
  return [...lines, current].join('\r\n');
}

/** A TEXT value: what would end it or break the line is escaped, and what no line can hold is left out. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, (char) => `\\${char}`)
    .replace(/\n/g, '\\n');

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
const digits = (local: string): string => local.replace(/[-:]/g, '');
const isMidnight = (local: string): boolean => local.endsWith('T00:00');

/** Whole days are dates; other times float: eight o'clock is eight o'clock wherever it is read. */
function times({ from, until }: CampaignWindow): string[] {
  if (isMidnight(from) && (until === undefined || isMidnight(until))) {
    const end = until === undefined ? [] : [`DTEND;VALUE=DATE:${digits(until.slice(0, 10))}`];
    return [`DTSTART;VALUE=DATE:${digits(from.slice(0, 10))}`, ...end];
  }
  return [`DTSTART:${digits(from)}00`, ...(until === undefined ? [] : [`DTEND:${digits(until)}00`])];
}

/** The same for the same window of an entry at a place, so that a calendar that reads the file again keeps one of it. */
const uid = (place: string, id: string, { from }: CampaignWindow): string =>
  `${id}.${digits(from)}.${encodeURIComponent(place)}@zeroline`;

function event(place: string, entry: YearEntry, window: CampaignWindow, nowMs: number): string[] {
  const { id, title, text, severity, guide, audience } = entry;
  const details = [
    text,
    `Severity: ${severity}`,
    ...(guide === undefined ? [] : [`Guide: ${guide}`]),
    ...(audienceInWords(audience) === '' ? [] : [`For: ${audienceInWords(audience)}`]),
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${uid(place, id, window)}`,
    `DTSTAMP:${stamp(nowMs)}`,
    ...times(window),
    `SUMMARY:${escapeText(`${title} (${place})`)}`,
    `DESCRIPTION:${escapeText(details.join('\n'))}`,
    `CATEGORIES:${escapeText(severity)}`,
    `LOCATION:${escapeText(place)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** The year as a calendar file (RFC 5545) that any calendar program opens. */
export function toIcs(years: readonly PlaceYear[], name: string, nowMs: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Zeroline//Year plan//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    ...years.flatMap((year) =>
      year.entries.flatMap((entry) =>
        entry.windows.flatMap((window) => event(year.name, entry, window, nowMs)),
      ),
    ),
    'END:VCALENDAR',
  ];
  return `${lines.map(foldLine).join('\r\n')}\r\n`;
}
