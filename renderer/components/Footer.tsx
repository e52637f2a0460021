import { useTranslation } from 'react-i18next';
import { ageOfGuides } from '../../shared/i18n/format.ts';
import { currentPlace } from '../navigation.ts';
import { usePanel, useTrail } from '../panel.ts';

/** The ways out of every screen, and how old the guides are unless the screen has something better to say. */
export function Footer({ end }: { end?: string }) {
  const { t } = useTranslation();
  const { snapshot, move, go, attempt } = usePanel();
  const { contacts } = snapshot;
  const here = currentPlace(useTrail()).screen;
  return (
    <nav className="ways" aria-label={t('panel.bar.ways')}>
      {here === 'help' ? (
        <button type="button" className="way" onClick={() => move({ kind: 'home' })}>
          {t('panel.bar.home')}
        </button>
      ) : (
        <button type="button" className="way" onClick={() => go({ screen: 'help' })}>
          {t('panel.bar.help')}
        </button>
      )}
      {contacts.phone && (
        <button
          type="button"
          className="way"
          onClick={() => void attempt('contact.open', { contact: 'phone' })}
        >
          {t('panel.bar.call')}
        </button>
      )}
      {here === 'requests' ? (
        <button type="button" className="way" onClick={() => move({ kind: 'home' })}>
          {t('panel.bar.home')}
        </button>
      ) : (
        <button type="button" className="way" onClick={() => go({ screen: 'requests' })}>
          {t('panel.bar.requests')}
        </button>
      )}
      <span className="ways__end">{end ?? <AgeOfGuides />}</span>
    </nav>
  );
}

function AgeOfGuides() {
  const { t } = useTranslation();
  const { language, nowMs, sync } = usePanel().snapshot;
  const age = ageOfGuides(sync.contentFromMs, nowMs, language);
  return t(age.key, { when: age.when });
}
