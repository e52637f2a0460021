import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import { Boundary } from './components/Boundary.tsx';
import { Messages } from './components/Messages.tsx';
import { Translated } from './i18n.tsx';
import { currentPlace, keyOf } from './navigation.ts';
import { PanelContext, TrailContext } from './panel.ts';
import { CurrentScreen } from './screens/CurrentScreen.tsx';
import type { SnapshotStore } from './snapshot-store.ts';
import { useKeyboard } from './use-keyboard.ts';
import { useMessages } from './use-messages.ts';
import { usePanelValue } from './use-panel-value.ts';
import type { Snapshot } from '../shared/ipc/views.ts';
import type { Client } from './zeroline-client.ts';

interface AppProps {
  client: Client;
  store: SnapshotStore;
}

/** The panel in the person's language. It is drawn once the first snapshot is here. */
export function App({ client, store }: AppProps) {
  const snapshot = useSyncExternalStore(store.subscribe, store.get);
  if (!snapshot) return null;
  return (
    <Translated language={snapshot.language}>
      <PanelFrame client={client} store={store} snapshot={snapshot} />
    </Translated>
  );
}

function PanelFrame({ client, store, snapshot }: AppProps & { snapshot: Snapshot }) {
  const messages = useMessages();
  const { panel, trail } = usePanelValue(client, store, snapshot, messages.say);
  useKeyboard(panel, trail);

  const { language, os, settings } = snapshot;
  useLayoutEffect(() => {
    const { documentElement } = document;
    documentElement.lang = language;
    documentElement.dataset['textSize'] = String(settings.textSizePercent);
    documentElement.dataset['os'] = os;
  }, [language, os, settings.textSizePercent]);

  useEffect(() => {
    // The frame after this one shows the panel: from then on it can be used.
    const frame = requestAnimationFrame(() => performance.mark('panel-usable'));
    return () => cancelAnimationFrame(frame);
  }, []);

  const place = currentPlace(trail);
  return (
    <PanelContext value={panel}>
      <TrailContext value={trail}>
        <div className="panel">
          <Boundary key={keyOf(place)} onHome={() => panel.move({ kind: 'home' })}>
            <CurrentScreen place={place} />
          </Boundary>
          <Messages shown={messages.shown} onClose={messages.close} onHold={messages.hold} />
        </div>
      </TrailContext>
    </PanelContext>
  );
}
