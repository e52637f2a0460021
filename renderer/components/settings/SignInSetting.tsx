import { useTranslation } from 'react-i18next';
import { usePanel } from '../../panel.ts';
import { Setting } from './Setting.tsx';

/** As whom the person is signed in, and the way out; nothing where nobody signs in. */
export function SignInSetting() {
  const { t } = useTranslation();
  const { snapshot, attempt, say } = usePanel();
  const signIn = snapshot.hub?.signIn;
  if (!signIn) return null;
  const { server, state, isKept } = signIn;
  const isIn = state === 'in';

  async function signOut(): Promise<void> {
    if (await attempt('signIn.out', {})) say({ text: t('panel.settings.signOutDone'), tone: 'done' });
  }
  const words = isIn
    ? t('panel.settings.signedIn', { server, name: signIn.as ?? '' })
    : t('panel.settings.signedOut', { server });
  return (
    <Setting
      label={t('panel.settings.signIn')}
      hint={isIn && isKept === false ? `${words} ${t('panel.settings.signInNotKept')}` : words}
      control={
        <button
          type="button"
          className="btn btn--small"
          onClick={() => void (isIn ? signOut() : attempt('signIn.start', {}))}
        >
          {t(isIn ? 'panel.settings.signOut' : 'panel.signIn.button')}
        </button>
      }
    />
  );
}
