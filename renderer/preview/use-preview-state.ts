import { useEffect, useState } from 'react';
import {
  changedEvent,
  previewPaths,
  previewStateSchema,
  type PreviewState,
} from '../../shared/preview/preview-state.ts';

export interface SeenState {
  /** Undefined until the first answer. */
  state: PreviewState | undefined;
  /** Whether the program that serves this page still runs. */
  connected: boolean;
}

/** The knowledge base as last saved; it follows every save. */
export function usePreviewState(): SeenState {
  const [state, setState] = useState<PreviewState>();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    let wanted = true;
    async function load(): Promise<void> {
      const answer = await fetch(previewPaths.state, { cache: 'no-store' });
      const fresh = previewStateSchema.parse(await answer.json());
      // Answers may overtake each other; a program started anew begins to count from one.
      if (wanted) setState((seen) => (seen && seen.revision === fresh.revision ? seen : fresh));
    }
    const refresh = (): void => void load().catch(() => setConnected(false));
    const changes = new EventSource(previewPaths.changes);
    changes.addEventListener('open', () => {
      setConnected(true);
      refresh();
    });
    changes.addEventListener(changedEvent, refresh);
    changes.addEventListener('error', () => setConnected(false));
    return () => {
      wanted = false;
      changes.close();
    };
  }, []);
  return { state, connected };
}
