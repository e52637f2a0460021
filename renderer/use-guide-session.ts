import { useEffect, useRef, useState } from 'react';
import type { GuideView } from '../shared/ipc/views.ts';
import {
  answerStep,
  completeStep,
  emptyProgress,
  guidePath,
  hasBegun,
  reopenStep,
  type GuidePath,
} from '../shared/guides/guide-path.ts';
import type { Progress } from '../shared/guides/progress.ts';
import type { StepMoves } from './components/Steps.tsx';
import { usePanel } from './panel.ts';

export interface GuideSession {
  path: GuidePath;
  begun: boolean;
  moves: StepMoves & { startOver(): void };
  /** The person said that it is solved; `takeBack` brings their progress back. */
  solved: boolean;
  answerYes(): void;
  answerNo(): void;
  takeBack(): void;
}

/** A person's way through one guide: progress is kept in main at every move, so that hiding or a crash costs nothing. */
export function useGuideSession({ guide, progress: kept }: GuideView): GuideSession {
  const { client, snapshot, go, attempt } = usePanel();
  const { os } = snapshot;
  const [progress, setProgress] = useState(kept);
  const [solved, setSolved] = useState(false);
  const answering = useRef(false);
  const path = guidePath(guide, os, progress);
  const begun = hasBegun(progress);

  const busy = begun && !solved && !path.atEnd;
  useEffect(() => {
    if (!busy) return;
    void client.call('panel.busy', { busy: 'guide' });
    return () => void client.call('panel.busy', { busy: 'none' });
  }, [client, busy]);

  function keep(next: Progress): void {
    setProgress(next);
    void attempt('guide.progress', { progress: next });
  }

  async function answerNo(): Promise<void> {
    if (answering.current) return;
    answering.current = true;
    const answer = await attempt('guide.answer', { id: guide.id, solved: false });
    answering.current = false;
    if (!answer) return;
    const { id, title, giveUp } = guide;
    go({
      screen: 'not-solved',
      from: { kind: 'guide', id, title, giveUp, alternatives: answer.alternatives },
    });
  }

  async function answerYes(): Promise<void> {
    if (await attempt('guide.answer', { id: guide.id, solved: true })) setSolved(true);
  }

  /** Where a finished step or an answer leads, when that is out of this guide. */
  function follow({ end, atEnd }: GuidePath): void {
    if (!atEnd) return;
    if (end.kind === 'guide') go({ screen: 'guide', id: end.id });
    if (end.kind === 'not-solved') void answerNo();
  }

  function change(next: Progress): void {
    keep(next);
    follow(guidePath(guide, os, next));
  }

  return {
    path,
    begun,
    moves: {
      complete: (stepId) => change(completeStep(progress, stepId, Date.now())),
      choose: (stepId, optionId) => change(answerStep(guide, os, progress, stepId, optionId, Date.now())),
      reopen: (stepId) => keep(reopenStep(guide, os, progress, stepId, Date.now())),
      startOver: () => keep(emptyProgress(guide.id, Date.now())),
    },
    solved,
    answerYes: () => void answerYes(),
    answerNo: () => void answerNo(),
    takeBack: () => {
      setSolved(false);
      keep({ ...progress, updatedAtMs: Date.now() });
    },
  };
}
