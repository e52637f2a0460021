import { useTranslation } from 'react-i18next';
import type { Screen } from './navigation.ts';
import { usePanel } from './panel.ts';

/** What a place is called, for "back". */
export function usePlaceName(place: Screen): string {
  const { t } = useTranslation();
  const { snapshot } = usePanel();
  switch (place.screen) {
    case 'search':
      return place.text === '' ? t('panel.bar.search') : t('panel.bar.results');
    case 'area':
      return snapshot.areas.find(({ id }) => id === place.id)?.title ?? t('panel.home.areas');
    case 'guide':
      return place.title ?? t('panel.bar.guide');
    case 'not-solved':
      return t('panel.bar.notSolved');
    case 'home':
    case 'request':
    case 'picture':
    case 'requests':
    case 'settings':
    case 'privacy':
    case 'help':
      return t(`panel.bar.${place.screen}`);
  }
}
