import { useTranslation } from 'react-i18next';
import { usePanel } from '../panel.ts';
import { areaIcon } from './icons.ts';
import { Section } from './Section.tsx';

/** Every subject, with how many guides it has: for those who would rather look around than search. */
export function AreaGrid() {
  const { t } = useTranslation();
  const { snapshot, go } = usePanel();
  if (snapshot.areas.length === 0) return null;
  return (
    <Section title={t('panel.home.areas')}>
      <ul className="areas">
        {snapshot.areas.map(({ id, icon, title, guideCount }) => {
          const Icon = areaIcon[icon];
          return (
            <li key={id}>
              <button type="button" className="row area" onClick={() => go({ screen: 'area', id })}>
                <span className="row__icon">
                  <Icon aria-hidden />
                </span>
                <span className="area__title">{title}</span>
                <span className="area__count" aria-hidden>
                  {guideCount}
                </span>
                <span className="sr-only">{t('panel.home.guideCount', { count: guideCount })}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
