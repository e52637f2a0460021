import { createHash } from 'node:crypto';
import { dateOf, dayOn, weekdayNames, weekdayOf, type Day } from '../../shared/campaigns/calendar-day.ts';
import { groupClashes, type Clash } from './clashes.ts';
import { yearPageStyle } from './year-page-style.ts';
import { audienceInWords, timeInWords, type PlaceYear, type YearEntry } from './year-view.ts';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? '');

export interface YearPage {
  organisation: string;
  year: number;
  places: readonly PlaceYear[];
  clashes: readonly Clash[];
}

/** The year at a glance: one file without scripts, for the browser, the printer and the screen reader. */
export function yearPage({ organisation, year, places, clashes }: YearPage): string {
  const hash = createHash('sha256').update(yearPageStyle).digest('base64');
  const csp = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const title = `${organisation}: year plan ${year}`;
  const sections = places.map((place, nth) => placeSection(place, year, nth));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${safe(csp)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${safe(title)}</title>
<style>${yearPageStyle}</style>
</head>
<body>
<a class="skip" href="#plan">To the plan</a>
<header><h1>${safe(title)}</h1>
<nav aria-label="Places"><ul>${places.map((place, nth) => `<li><a href="#p${nth}">${safe(placeTitle(place))}</a></li>`).join('')}</ul></nav>
${legend}</header>
<main id="plan">
${clashSection(clashes)}
${sections.join('\n')}
</main>
</body>
</html>
`;
}

const legend = `<ul class="legend" aria-label="Signs">
<li><i class="mark quiet"></i>Q quiet</li><li><i class="mark banner"></i>B banner</li>
<li><i class="mark notification"></i>N notification</li><li><i class="mark incident"></i>I incident</li>
<li><i class="mark off"></i>day off</li></ul>`;

function clashSection(clashes: readonly Clash[]): string {
  if (clashes.length === 0) return '<p class="calm">No clashes.</p>';
  const rows = groupClashes(clashes).map(({ problem, remedy, when }) => {
    const days = when.map(({ dates, places }) => {
      const times = dates.map((date) => `<time datetime="${date}">${date}</time>`);
      return `<span class="when"><strong>${safe(places.join(', '))}</strong> ${times.join(', ')}</span>`;
    });
    return `<li>${safe(problem)}: <em>${safe(remedy)}</em>${days.join('')}</li>`;
  });
  return `<section class="clashes"><h2>Clashes</h2><ul>${rows.join('')}</ul></section>`;
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** `Norway (NO)`, `Hungary (HU Budapest)`. */
const placeTitle = ({ name, country }: PlaceYear): string =>
  country === undefined ? name : `${countryNames.of(country) ?? country} (${name})`;

function placeSection(place: PlaceYear, year: number, nth: number): string {
  const grid = months.map((name, index) => monthTable(place, year, index + 1, name, nth));
  const rows = place.entries.map((entry, index) => entryRow(entry, `p${nth}e${index}`));
  const free = place.daysOff.map(
    ({ day, off }) => `<li><time>${dateOf(day)}</time> ${safe(off.name ?? off.kind)}</li>`,
  );
  const table =
    rows.length === 0
      ? '<p>Nothing is planned.</p>'
      : `<table class="entries"><thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">How</th><th scope="col">For</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<section class="place" id="p${nth}"><h2>${safe(placeTitle(place))}</h2>
<div class="months">${grid.join('')}</div>
${table}
<details><summary>Days off (${free.length})</summary><ul class="off-list">${free.join('')}</ul></details></section>`;
}

function monthTable(place: PlaceYear, year: number, month: number, name: string, nth: number): string {
  const first = dayOn(year, month, 1);
  const last = dayOn(year, month, 31);
  const weeks: string[] = [];
  const monday = first - weekdayNames.indexOf(weekdayOf(first));
  for (let week = monday; week <= last; week += 7) {
    const days = weekdayNames.map((_, index) => {
      const day = week + index;
      return day < first || day > last ? '<td></td>' : dayCell(place, day, nth);
    });
    weeks.push(`<tr>${days.join('')}</tr>`);
  }
  const heads = weekdayNames.map(
    (day) => `<th scope="col" abbr="${day}">${day.slice(0, 1).toUpperCase()}</th>`,
  );
  return `<table class="month"><caption>${name}</caption><thead><tr>${heads.join('')}</tr></thead><tbody>${weeks.join('')}</tbody></table>`;
}

/** A day is a link to the gravest entry that is due on it; its words say what a mark only shows. */
function dayCell(place: PlaceYear, day: Day, nth: number): string {
  // The bar of an entry without an end would hide the rest of the year: it is marked where it begins.
  const due = place.entries.filter(({ first, last = first }) => first <= day && day <= last);
  const off = place.dayOff(day);
  const number = Number(dateOf(day).slice(8));
  const classes = off ? ` class="off"` : '';
  const why = off?.name === undefined ? '' : ` title="${safe(off.name)}"`;
  const top = due.reduce<YearEntry | undefined>(
    (best, entry) => (!best || rank(entry) > rank(best) ? entry : best),
    undefined,
  );
  if (!top) return `<td${classes}${why}>${number}</td>`;
  const target = `#p${nth}e${place.entries.indexOf(top)}`;
  const label = `${dateOf(day)}: ${due.map(({ title }) => title).join('; ')}`;
  const more = due.length > 1 ? `<sup>${due.length}</sup>` : '';
  // The letter, for those who see no colours, stands where a bar begins.
  const begins = day === top.first || number === 1 || weekdayOf(day) === 'mon';
  const letter = begins ? `<b>${top.severity.slice(0, 1).toUpperCase()}</b>` : '';
  const ends = day === (top.last ?? top.first) ? ' ends' : '';
  const shape = `${top.severity}${day === top.first ? ' begins' : ''}${ends}`;
  return `<td${classes}${why}><a class="${shape}" href="${target}" title="${safe(label)}" aria-label="${safe(label)}">${number}${letter}${more}</a></td>`;
}

const rank = ({ severity }: YearEntry): number =>
  ['quiet', 'banner', 'notification', 'incident'].indexOf(severity);

function entryRow(entry: YearEntry, id: string): string {
  const { title, text, severity, guide } = entry;
  const link = guide === undefined ? '' : ` <span class="guide">guide: ${safe(guide)}</span>`;
  const whom = audienceInWords(entry.audience) || 'everybody here';
  return `<tr id="${id}"><td><time datetime="${dateOf(entry.first)}">${timeInWords(entry)}</time></td><td><strong>${safe(title)}</strong><br>${safe(text)}${link}</td><td><i class="mark ${severity}"></i>${severity}</td><td>${safe(whom)}</td></tr>`;
}
