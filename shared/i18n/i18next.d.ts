import type en from './en.json';

/** Makes `t('...')` accept only keys that the English catalogue has. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}
