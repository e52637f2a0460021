import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, type Language } from '../../../shared/language.ts';
import { usePanel } from '../../panel.ts';
import { useChangeSettings } from '../../use-change-settings.ts';
import { Setting, useForced } from './Setting.tsx';

/** A language calls itself by its own name, for those who don't read the one that is set. */
const ownName = (language: Language): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

/** The language of the panel and, where there are any, of the guides. */
export function LanguageSetting() {
  const { t } = useTranslation();
  const { settings } = usePanel().snapshot;
  const change = useChangeSettings();
  const forced = useForced('language');
  const id = useId();
  return (
    <Setting
      label={t('panel.settings.language')}
      htmlFor={id}
      forced={forced}
      control={
        <select
          id={id}
          value={settings.language}
          disabled={forced !== undefined}
          aria-describedby={forced?.id}
          onChange={(event) =>
            change({ language: languages.find((language) => language === event.target.value) ?? 'system' })
          }
        >
          <option value="system">{t('panel.settings.languageSystem')}</option>
          {languages.map((language) => (
            <option key={language} value={language} lang={language}>
              {ownName(language)}
            </option>
          ))}
        </select>
      }
    />
  );
}
