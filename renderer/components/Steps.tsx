import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { plainText } from '../../shared/guides/plain-text.ts';
import type { GuidePath, PathStep } from '../../shared/guides/guide-path.ts';
import type { OpenAction } from '../use-open-action.ts';
import { Inlines } from './Blocks.tsx';
import { CurrentStep } from './CurrentStep.tsx';

export interface StepMoves {
  complete(stepId: string): void;
  choose(stepId: string, optionId: string): void;
  reopen(stepId: string): void;
}

interface StepsProps {
  path: GuidePath;
  moves: StepMoves;
  open: OpenAction;
}

/** The way through a guide: what is done can be done again, one step is now, the others are in sight. */
export function Steps({ path, moves, open }: StepsProps) {
  const { t } = useTranslation();
  return (
    <ol className="steps" aria-label={t('panel.guide.steps')}>
      {path.steps.map((pathStep, index) => (
        <li
          key={pathStep.step.id}
          className={`step step--${pathStep.state}`}
          aria-current={pathStep.state === 'now' ? 'step' : undefined}
        >
          <StepView
            pathStep={pathStep}
            number={index + 1}
            isLast={index === path.steps.length - 1}
            path={path}
            moves={moves}
            open={open}
          />
        </li>
      ))}
    </ol>
  );
}

interface StepViewProps extends StepsProps {
  pathStep: PathStep;
  number: number;
  isLast: boolean;
}

function StepView({ pathStep, number, isLast, path, moves, open }: StepViewProps) {
  const { t } = useTranslation();
  const { step, state, answerId } = pathStep;
  if (state === 'done') {
    const answer = step.ask?.options.find(({ id }) => id === answerId);
    return (
      <button type="button" className="step__done" onClick={() => moves.reopen(step.id)}>
        <span className="step__number">
          <Check aria-hidden />
        </span>
        <span className="step__title">
          <span className="sr-only">{t('panel.guide.stepDone', { number })}: </span>
          {plainText(step.title)}
          {answer && <span className="step__answer">{answer.text}</span>}
        </span>
      </button>
    );
  }
  return (
    <>
      <span className="step__number" aria-hidden>
        {number}
      </span>
      <div className="step__content">
        <p className="step__title">
          <span className="sr-only">
            {t(state === 'now' ? 'panel.guide.stepNow' : 'panel.guide.stepAhead', { number })}:{' '}
          </span>
          <Inlines inlines={step.title} open={open} />
        </p>
        {state === 'now' && (
          <CurrentStep step={step} leadsTo={isLast ? path.end : undefined} moves={moves} open={open} />
        )}
      </div>
    </>
  );
}
