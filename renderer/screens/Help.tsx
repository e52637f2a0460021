import { useTranslation } from 'react-i18next';
import { AreaGrid } from '../components/AreaGrid.tsx';
import { Footer } from '../components/Footer.tsx';
import { Frame } from '../components/Frame.tsx';
import { Heading } from '../components/Heading.tsx';
import { TopBar } from '../components/TopBar.tsx';
import { WaysOut } from '../components/WaysOut.tsx';
import { placeBehind } from '../navigation.ts';
import { useTrail } from '../panel.ts';

/** All people and all ways to reach them, from everywhere in the panel. */
export function Help() {
  const { t } = useTranslation();
  const behind = placeBehind(useTrail());
  const from =
    behind?.screen === 'guide'
      ? { guide: behind.id }
      : behind?.screen === 'search' && behind.text !== ''
        ? { search: behind.text }
        : {};
  return (
    <Frame header={<TopBar />} footer={<Footer here="help" />}>
      <div>
        <Heading>{t('panel.bar.help')}</Heading>
        <p className="muted">{t('panel.help.intro')}</p>
      </div>
      <WaysOut {...from} />
      <AreaGrid />
    </Frame>
  );
}
