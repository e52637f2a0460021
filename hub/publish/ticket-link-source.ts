import { linkForms, sends, ticketLink, type LinkWay } from '../../shared/requests/ticket-links.ts';
import type { Report } from './mistake.ts';
import type { OrganisationSource } from './organisation-source.ts';

type LinkSource = Extract<OrganisationSource['tickets'][number], { way: 'link' }>;
type LineOf = (key: string) => number;

/** A subject and a sentence or two; the whole request is on the clipboard. */
const roomCharsMin = 300;

/** The way as a pack has it. */
export function toLink(source: LinkSource): LinkWay {
  const {
    'max-url-chars': maxUrlChars = 2000,
    'rich-text': richText,
    queue,
    fields,
    values,
    presets,
    way,
    system,
    url,
  } = source;
  return {
    way,
    system,
    url,
    ...(queue !== undefined && { queue }),
    ...(fields && { fields }),
    ...(values && { values }),
    ...(presets && { presets }),
    ...(richText !== undefined && { richText }),
    maxUrlChars,
  };
}

/** What would leave the form empty, fill a field twice, or try to send it. */
export function checkLink(way: LinkSource, lineOf: LineOf, report: Report): void {
  checkParameters(way, lineOf, report);
  checkRoom(way, lineOf('max-url-chars'), report);
}

function checkParameters(way: LinkSource, lineOf: LineOf, report: Report): void {
  const { subject, body, fixed } = linkForms[way.system];
  const taken = new Map<string, string>([
    [subject, 'the title'],
    [body, 'the text'],
    ...fixed(toLink(way)).map(([parameter]) => [parameter, 'the form itself'] as const),
  ]);
  const parameters = [
    ...Object.entries(way.fields ?? {}).map(([name, parameter]) => ['fields', parameter, name] as const),
    ...Object.keys(way.presets ?? {}).map((parameter) => ['presets', parameter, 'a preset'] as const),
  ];
  for (const [key, parameter, name] of parameters) {
    const other = taken.get(parameter);
    if (sends(parameter)) {
      report.error(
        lineOf(key),
        `${parameter} would send the form`,
        'remove it: people press Send themselves',
      );
    } else if (other !== undefined) {
      report.error(lineOf(key), `${parameter} is filled by ${other} already`, 'give each its own parameter');
    }
    taken.set(parameter, name);
  }
  for (const name of Object.keys(way.values ?? {})) {
    if (way.fields?.[name] !== undefined) continue;
    report.error(lineOf('values'), `values has words for ${name}, which fills no field`, 'add it to fields');
  }
}

/** What the link needs before it carries a word, against what the ticket system takes. */
function checkRoom(way: LinkSource, line: number, report: Report): void {
  const { subject, body, urlCharsMax } = linkForms[way.system];
  const link = toLink(way);
  const frameChars = ticketLink(link, [
    [subject, ''],
    [body, ''],
  ]).length;
  if (urlCharsMax !== undefined && link.maxUrlChars > urlCharsMax) {
    report.warning(
      line,
      `${way.system}, as it is usually set up, takes no links above ${urlCharsMax} characters`,
      `write max-url-chars: ${Math.min(urlCharsMax, 8000)} or less, or try it with a long request first`,
    );
  }
  const roomChars = link.maxUrlChars - frameChars;
  if (roomChars >= roomCharsMin) return;
  report.warning(
    line,
    `of the ${link.maxUrlChars} characters that the link may have, ${Math.max(0, roomChars)} are left for the request`,
    `raise max-url-chars, or shorten url and queue: at least ${frameChars + roomCharsMin} are needed`,
  );
}
