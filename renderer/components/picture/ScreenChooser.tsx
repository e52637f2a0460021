import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenSource } from '../../../shared/ipc/screenshot.ts';
import type { Screenshot } from '../../screenshot/use-screenshot.ts';
import { useAnswer } from '../../use-answer.ts';
import { Frame } from '../Frame.tsx';
import { Heading } from '../Heading.tsx';
import { Refused } from '../Refused.tsx';
import { Section } from '../Section.tsx';
import { TopBar } from '../TopBar.tsx';

interface ScreenChooserProps {
  screenshot: Screenshot;
  onChosen: (source: string) => void;
  /** Back to the picture that is there. */
  onClose: () => void;
}

/** The displays and windows of this computer, each with a small picture of it. */
export function ScreenChooser({ screenshot, onChosen, onClose }: ScreenChooserProps) {
  const { t } = useTranslation();
  const answer = useAnswer('screenshot.sources', {});
  useEffect(() => {
    // One step back only: the picture stays.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onClose]);

  const header = <TopBar within={{ place: t('panel.picture.title'), back: onClose }} />;
  const sources = answer?.ok ? answer.value.sources : [];
  return (
    <Frame header={header} footer={null} ready={answer !== undefined}>
      <Heading>{t('panel.picture.chooseTitle')}</Heading>
      {answer && !answer.ok && <Refused refusal={answer.error} />}
      {answer?.ok && sources.length === 0 && <p className="muted">{t('panel.picture.nothingElse')}</p>}
      {(['display', 'window'] as const).map((kind) => {
        const these = sources.filter((source) => source.kind === kind);
        return (
          these.length > 0 && (
            <Section key={kind} title={t(`panel.picture.kinds.${kind}`)}>
              <ul className="sources">
                {these.map((source, n) => (
                  <li key={source.id}>
                    <Source
                      source={source}
                      name={kind === 'window' ? source.name : t('panel.picture.screen', { number: n + 1 })}
                      onChosen={() => onChosen(source.id)}
                    />
                  </li>
                ))}
              </ul>
            </Section>
          )
        );
      })}
      <div role="status">
        {screenshot.problem !== '' && <p className="field__problem">{screenshot.problem}</p>}
      </div>
    </Frame>
  );
}

interface SourceProps {
  source: ScreenSource;
  name: string;
  onChosen: () => void;
}

function Source({ source, name, onChosen }: SourceProps) {
  return (
    <button type="button" className="source" onClick={onChosen}>
      <img className="source__picture" src={source.thumbnail} alt="" />
      <span className="source__name">{name}</span>
    </button>
  );
}
