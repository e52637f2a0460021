import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { weekdayNames, type WeekdayName } from '../../../shared/campaigns/calendar-day.ts';
import type { Language } from '../../../shared/language.ts';
import type { Managed } from '../../../shared/policy/policy.ts';
import { lineName } from '../../../shared/requests/line-ids.ts';
import { joinFacts } from '../../facts.ts';
import { usePanel } from '../../panel.ts';
import { signalWords } from '../../signal-words.ts';
import { Section } from '../Section.tsx';
import { Setting, useManaged } from './Setting.tsx';

type ManagedKey = keyof Managed['values'];

/** A Monday; the days after it have the names of the week. */
const mondayMs = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

function dayNames(days: readonly WeekdayName[], language: Language): string {
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const names = days.map((day) => name.format(mondayMs + weekdayNames.indexOf(day) * dayMs));
  return new Intl.ListFormat(language).format(names);
}

/** The rows in words, in the order of the page. */
function rowsOf(values: Managed['values'], language: Language, t: TFunction): [ManagedKey, string, string][] {
  const { site, group, country, quietHours, weeklyNoticeBudget, signalsOff, requestLinesOff, hub, signIn } =
    values;
  const rows: [ManagedKey, string, string | undefined][] = [
    ['site', t('panel.settings.managed.site'), site],
    ['group', t('panel.settings.managed.group'), group],
    [
      'country',
      t('panel.settings.managed.country'),
      country && new Intl.DisplayNames([language], { type: 'region' }).of(country),
    ],
    [
      'quietHours',
      t('panel.settings.managed.quietHours'),
      quietHours &&
        joinFacts([
          ...(quietHours.from === quietHours.until ? [] : [t('panel.settings.managed.hours', quietHours)]),
          ...(quietHours.days.length === 0
            ? []
            : [t('panel.settings.managed.days', { days: dayNames(quietHours.days, language) })]),
        ]),
    ],
    [
      'weeklyNoticeBudget',
      t('panel.settings.managed.notices'),
      weeklyNoticeBudget === undefined
        ? undefined
        : t('panel.settings.managed.budget', { count: weeklyNoticeBudget }),
    ],
    ['hub', t('panel.settings.managed.hub'), hub && new URL(hub).host],
    ['signIn', t('panel.settings.managed.signIn'), signIn && new URL(signIn.issuer).host],
    [
      'signalsOff',
      t('panel.settings.managed.signalsOff'),
      signalsOff && joinFacts(signalWords(signalsOff, t)),
    ],
    [
      'requestLinesOff',
      t('panel.settings.managed.requestLinesOff'),
      requestLinesOff && joinFacts(requestLinesOff.map((id) => lineName(id, t))),
    ],
  ];
  return rows.flatMap(([key, label, value]) =>
    value === undefined || value === '' ? [] : [[key, label, value]],
  );
}

interface ManagedRowProps {
  name: ManagedKey;
  label: string;
  value: string;
  /** Where rows stand in several places; in one, it is said once below them. */
  saysWhere: boolean;
}

function ManagedRow({ name, label, value, saysWhere }: ManagedRowProps) {
  const forced = useManaged(name);
  return <Setting label={label} hint={value} forced={saysWhere ? forced : undefined} />;
}

/** What IT has decided beside the settings that a person knows; nothing where it has decided nothing. */
export function ManagedSettings() {
  const { t } = useTranslation();
  const { managed, language } = usePanel().snapshot;
  const rows = rowsOf(managed.values, language, t);
  if (rows.length === 0) return null;
  const [place, ...otherPlaces] = new Set(rows.flatMap(([key]) => managed.places[key] ?? []));
  const isOnePlace = place !== undefined && otherPlaces.length === 0;
  return (
    <Section title={t('panel.settings.managed.title')}>
      <div className="list settings">
        {rows.map(([key, label, value]) => (
          <ManagedRow key={key} name={key} label={label} value={value} saysWhere={!isOnePlace} />
        ))}
      </div>
      {isOnePlace && <p className="tiny">{t(`panel.settings.forcedBy.${place}`)}</p>}
    </Section>
  );
}
