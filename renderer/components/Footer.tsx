import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ageOfGuides, calendarDaysBetween, daysAgoInWords } from '../../shared/i18n/format.ts';
import { usePanel } from '../panel.ts';

interface FooterProps {
  /** Where the footer would lead to itself: home stands in its place. */
  here?: 'help' | 'requests';
  /** What to say instead of the age of the guides. */
  end?: string;
}

/** The ways out of every screen. */
export const Footer = memo(function Footer({ here, end }: FooterProps) {
  const { t } = useTranslation();
  const { snapshot, move, go, attempt } = usePanel();
  const wayTo = (screen: 'help' | 'requests') => (
    <button
      type="button"
      className="way"
      onClick={() => (here === screen ? move({ kind: 'home' }) : go({ screen }))}
    >
      {t(here === screen ? 'panel.bar.home' : `panel.bar.${screen}`)}
    </button>
  );
  return (
    <nav className="ways" aria-label={t('panel.bar.ways')}>
      {wayTo('help')}
      {snapshot.contacts.phone && (
        <button
          type="button"
          className="way"
          onClick={() => void attempt('contact.open', { contact: 'phone' })}
        >
          {t('panel.bar.call')}
        </button>
      )}
      {wayTo('requests')}
      <span className="ways__end">{end ?? <AgeOfGuides />}</span>
    </nav>
  );
});

/** A weekend is nothing to tell. */
const checkedLongAgoDays = 3;

function AgeOfGuides() {
  const { t } = useTranslation();
  const { language, nowMs, sync } = usePanel().snapshot;
  const daysAgo = sync.checkedAtMs === undefined ? 0 : -calendarDaysBetween(sync.checkedAtMs, nowMs);
  // How old the guides are says little when nobody could look for newer ones.
  if (sync.server !== undefined && daysAgo > checkedLongAgoDays)
    return t('time.checkedAgo', { when: daysAgoInWords(daysAgo, language) });
  const age = ageOfGuides(sync.contentFromMs, nowMs, language);
  return t(age.key, { when: age.when });
}
