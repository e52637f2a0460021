import { useTranslation } from 'react-i18next';
import { labelOfHotkey } from '../../shared/hotkeys.ts';
import type { Problem } from '../../shared/ipc/views.ts';
import { usePanel } from '../panel.ts';
import { Callout } from './Callout.tsx';

/** What is not right with the app itself, each in a sentence with a way out. Gone when its cause is. */
export function Problems() {
  const { t } = useTranslation();
  const { snapshot, go } = usePanel();
  const { problems, hotkey, os, language } = snapshot;
  const sentence = ({ kind, detail }: Problem): string => {
    if (kind === 'hotkey-refused')
      return t('panel.problem.hotkey-refused', { detail: labelOfHotkey(detail, os, language) });
    if (kind !== 'no-tray-host') return t(`panel.problem.${kind}`, { detail });
    return hotkey.status === 'registered'
      ? t('panel.problem.no-tray-host', { keys: labelOfHotkey(hotkey.accelerator, os, language) })
      : t('panel.problem.no-tray-hostNoKeys');
  };
  if (problems.length === 0) return null;
  return (
    <section className="notices">
      {problems.map((problem) => (
        <Callout key={`${problem.kind} ${problem.detail}`} tone="info" title={sentence(problem)}>
          {problem.kind === 'hotkey-refused' && (
            <button type="button" className="link" onClick={() => go({ screen: 'settings' })}>
              {t('panel.problem.change')}
            </button>
          )}
          {(problem.kind === 'kb-unusable' || problem.kind === 'could-not-save') && (
            <button type="button" className="link" onClick={() => go({ screen: 'help' })}>
              {t('panel.bar.help')}
            </button>
          )}
        </Callout>
      ))}
    </section>
  );
}
