import { useTranslation } from 'react-i18next';
import type { SignInView } from '../../shared/ipc/views.ts';
import { usePanel } from '../panel.ts';

/** What a request that waits for the person's sign-in asks of them, and how the last one ended. */
export function SignIn({ signIn }: { signIn: SignInView }) {
  const { t } = useTranslation();
  const { attempt } = usePanel();
  const { server, state, why } = signIn;
  const isWaiting = state === 'waiting';
  return (
    <>
      <p role="status">
        {why !== undefined && `${t(`panel.signIn.why.${why}`)} `}
        {t(isWaiting ? 'panel.signIn.inBrowser' : 'panel.signIn.waits', { server })}
      </p>
      <button
        type="button"
        className={isWaiting ? 'btn btn--start' : 'btn btn--primary btn--start'}
        onClick={() => void attempt('signIn.start', {})}
      >
        {t(isWaiting ? 'panel.signIn.again' : 'panel.signIn.button')}
      </button>
    </>
  );
}
