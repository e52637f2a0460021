import { useTranslation } from 'react-i18next';
import { usePanel } from '../../panel.ts';
import { SwitchSetting } from './SwitchSetting.tsx';

/** Whether the daily count goes to the organisation's hub; nothing where there is none. */
export function CountsSetting() {
  const { t } = useTranslation();
  const { hub } = usePanel().snapshot;
  if (!hub) return null;
  const hint = t('panel.settings.sendCountsHint', { server: hub.server });
  return <SwitchSetting name="sendCounts" label={t('panel.settings.sendCounts')} hint={hint} />;
}
