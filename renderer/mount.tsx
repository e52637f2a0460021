import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Crashed } from './components/Crashed.tsx';
import { Translated } from './i18n.tsx';
import { createSnapshotStore } from './snapshot-store.ts';
import { createClient, type Bridge } from './zeroline-client.ts';
import { pickLanguage } from '../shared/language.ts';
import './theme/tokens.css';
import './theme/base.css';
import './theme/layout.css';
import './theme/controls.css';
import './theme/lists.css';
import './theme/guide.css';
import './theme/forms.css';
import './theme/request.css';
import './theme/picture.css';

/** Draws the panel from main's first snapshot. Without one there is nothing true to show, so it says that instead. */
export async function mount(element: HTMLElement, bridge: Bridge): Promise<void> {
  const client = createClient(bridge);
  const store = createSnapshotStore(client);
  const root = createRoot(element);
  const draw = async (): Promise<void> => {
    const loaded = await store.load();
    root.render(
      loaded.ok ? (
        <App client={client} store={store} />
      ) : (
        <Translated language={pickLanguage(navigator.languages)}>
          <Crashed onRetry={() => void draw()} />
        </Translated>
      ),
    );
  };
  await draw();
}
