import type { Settings } from '../shared/settings.ts';
import { usePanel } from './panel.ts';

/** Changes settings; main's answer is shown at once, a refusal is told. */
export function useChangeSettings(): (change: Partial<Settings>) => void {
  const { attempt, accept } = usePanel();
  return (change) =>
    void attempt('settings.change', { change }).then((snapshot) => {
      if (snapshot) accept(snapshot);
    });
}
