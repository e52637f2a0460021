import { useTranslation } from 'react-i18next';
import { Footer } from '../components/Footer.tsx';
import { Frame } from '../components/Frame.tsx';
import { Heading } from '../components/Heading.tsx';
import { ClearHistory } from '../components/settings/ClearHistory.tsx';
import { CountsSetting } from '../components/settings/CountsSetting.tsx';
import { Diagnostics } from '../components/settings/Diagnostics.tsx';
import { GuidesSetting } from '../components/settings/GuidesSetting.tsx';
import { HotkeySetting } from '../components/settings/HotkeySetting.tsx';
import { LanguageSetting } from '../components/settings/LanguageSetting.tsx';
import { ManagedSettings } from '../components/settings/ManagedSettings.tsx';
import { SignInSetting } from '../components/settings/SignInSetting.tsx';
import { StartSetting } from '../components/settings/StartSetting.tsx';
import { TextSizeSetting } from '../components/settings/TextSizeSetting.tsx';
import { Row } from '../components/Row.tsx';
import { TopBar } from '../components/TopBar.tsx';
import { usePanel } from '../panel.ts';

/** What a person can choose, and what the app knows and keeps. */
export function Settings() {
  const { t } = useTranslation();
  const { snapshot, go } = usePanel();
  return (
    <Frame header={<TopBar />} footer={<Footer />}>
      <Heading>{t('panel.bar.settings')}</Heading>
      <div className="list settings">
        <LanguageSetting />
        <TextSizeSetting />
        <HotkeySetting />
        <StartSetting />
        <CountsSetting />
        <SignInSetting />
      </div>
      <ManagedSettings />
      <div className="list settings">
        <GuidesSetting />
        <ClearHistory />
        <Diagnostics />
      </div>
      <ul className="list">
        <Row title={t('panel.bar.privacy')} onOpen={() => go({ screen: 'privacy' })} />
      </ul>
      <p className="tiny">{t('panel.settings.version', { version: snapshot.version })}</p>
    </Frame>
  );
}
