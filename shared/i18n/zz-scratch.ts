import { createI18n } from './create-i18n.ts';
const { t } = createI18n('en');
export const a = t('no.such.key');
export const b: string = t('panel.bar.home');
export const c: string = t('tray.tooltipWaiting', { count: 1 });
