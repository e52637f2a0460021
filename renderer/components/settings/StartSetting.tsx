import { useTranslation } from 'react-i18next';
import { SwitchSetting } from './SwitchSetting.tsx';

/** Whether the app is there from the start of the session. */
export function StartSetting() {
  const { t } = useTranslation();
  const hint = t('panel.settings.startAtLoginHint');
  return <SwitchSetting name="startAtLogin" label={t('panel.settings.startAtLogin')} hint={hint} />;
}
