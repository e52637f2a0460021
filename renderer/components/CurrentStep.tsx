import { Check, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../shared/guides/guide.ts';
import type { PathEnd } from '../../shared/guides/guide-path.ts';
import type { OpenAction } from '../use-open-action.ts';
import { Blocks } from './Blocks.tsx';
import type { StepMoves } from './Steps.tsx';

interface CurrentStepProps {
  step: Step;
  /** Where the guide goes after this step, when it is the last in sight. */
  leadsTo: PathEnd | undefined;
  moves: StepMoves;
  open: OpenAction;
}

/** What to do now: the text, and one button that is first. After a page was opened, that is "Done, next". */
export function CurrentStep({ step, leadsTo, moves, open }: CurrentStepProps) {
  const { t } = useTranslation();
  const [hasOpened, setHasOpened] = useState(false);
  const opensFirst = !hasOpened && step.body.some((block) => block.type === 'button');
  const openAndNote: OpenAction = (action) => {
    setHasOpened(true);
    open(action);
  };
  const next =
    leadsTo === undefined || leadsTo.kind === 'open'
      ? t('panel.guide.next')
      : t(leadsTo.kind === 'guide' ? 'panel.guide.nextGuide' : 'panel.guide.last');
  return (
    <div className="step__body">
      <Blocks blocks={step.body} open={openAndNote} buttons={opensFirst ? 'primary' : 'plain'} />
      {step.ask ? (
        <div role="group" aria-label={step.ask.question} className="step__ask">
          <p className="step__question">{step.ask.question}</p>
          <ul className="list">
            {step.ask.options.map(({ id, text }) => (
              <li key={id}>
                <button type="button" className="row row--plain" onClick={() => moves.choose(step.id, id)}>
                  <span className="row__text">{text}</span>
                  <ChevronRight className="row__chevron" aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <button
          type="button"
          className={opensFirst ? 'btn btn--next' : 'btn btn--primary btn--next'}
          onClick={() => moves.complete(step.id)}
        >
          <Check aria-hidden />
          {next}
        </button>
      )}
    </div>
  );
}
