import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import type { Input, Refusal } from '../shared/ipc/contract.ts';
import type { CallChannel } from '../shared/ipc/channels.ts';
import type { Snapshot } from '../shared/ipc/views.ts';
import { navigate, startTrail, type Screen, type Trail } from './navigation.ts';
import type { Message, Panel } from './panel.ts';
import type { SnapshotStore } from './snapshot-store.ts';
import type { Client } from './zeroline-client.ts';

/** Puts together what `usePanel` hands out, and follows main when it sends the panel somewhere. */
export function usePanelValue(
  client: Client,
  store: SnapshotStore,
  snapshot: Snapshot,
  say: (message: Message) => void,
): { panel: Panel; trail: Trail } {
  const { t } = useTranslation();
  const [trail, move] = useReducer(navigate, startTrail);

  useEffect(() => client.on('panel.navigate', (to) => move({ kind: 'jump', to })), [client]);
  // What is told in times ("Open until 16:00") may have gone stale while nobody looked.
  useEffect(() => client.on('panel.shown', () => void store.load()), [client, store]);

  const tell = useCallback(
    (refusal: Refusal) => say({ text: t(`panel.refusal.${refusal.kind}`), tone: 'problem' }),
    [say, t],
  );
  const attempt = useCallback(
    async <C extends CallChannel>(channel: C, payload: Input<C>) => {
      const answer = await client.call(channel, payload);
      if (answer.ok) return answer.value;
      tell(answer.error);
      return undefined;
    },
    [client, tell],
  );
  const go = useCallback((to: Screen) => move({ kind: 'go', to }), []);

  const panel = useMemo(
    () => ({ client, snapshot, accept: store.accept, move, go, say, tell, attempt }),
    [client, snapshot, store, go, say, tell, attempt],
  );
  return { panel, trail };
}
