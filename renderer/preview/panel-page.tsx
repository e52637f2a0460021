import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { Language } from '../../shared/language.ts';
import { packSchema, type Pack } from '../../shared/packs/pack.ts';
import {
  previewPaths,
  showMessageSchema,
  type PanelMessage,
  type ShowMessage,
} from '../../shared/preview/preview-state.ts';
import { App } from '../App.tsx';
import { PictureBase } from '../picture-base.ts';
import { createSnapshotStore } from '../snapshot-store.ts';
import { createClient } from '../zeroline-client.ts';
import { createPreviewLibrary } from './preview-library.ts';
import { createPreviewMain, type PreviewMain } from './preview-main.ts';

const tell = (message: PanelMessage): void => window.parent.postMessage(message, location.origin);

async function fetchPack(language: Language): Promise<Pack> {
  const answer = await fetch(`${previewPaths.pack}${language}`, { cache: 'no-store' });
  return packSchema.parse(await answer.json());
}

/** A new screen takes the focus for its heading; in a frame it would take it from who works in the page around it. */
function keepFocusInside(): void {
  const focus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function (this: HTMLElement, options?: FocusOptions) {
    if (document.hasFocus()) focus.call(this, options);
  };
}

/** The panel as it is, with the preview's main behind it. The page around it says what to show. */
export function startPanelPage(element: HTMLElement): void {
  keepFocusInside();
  const root = createRoot(element);
  let main: PreviewMain | undefined;
  let shown: ShowMessage | undefined;
  let openGuide: string | undefined;
  let last: Promise<void> = Promise.resolve();

  async function show(message: ShowMessage): Promise<void> {
    const isNew =
      shown?.revision !== message.revision || shown.language !== message.language || shown.os !== message.os;
    shown = message;
    if (isNew) {
      const library = createPreviewLibrary(await fetchPack(message.language), message.os);
      if (main) main.show(library, message.os);
      else {
        const onGuide = (id: string): void => {
          openGuide = id;
          tell({ kind: 'guide', id });
        };
        const openPage = (url: string): void => void window.open(url, '_blank', 'noopener,noreferrer');
        main = createPreviewMain({ nowMs: Date.now, openPage, onGuide }, { library, os: message.os });
      }
      const place = document.querySelector('main');
      const at = { screen: place?.dataset['screen'], scrolledPx: place?.scrollTop ?? 0 };
      await draw(root, main);
      const id = message.guide ?? (at.screen === 'guide' ? openGuide : undefined);
      if (id !== undefined) main.navigate({ screen: 'guide', id });
      await drawn();
      // Who saves a guide while reading it stays where they were.
      if (message.guide === undefined) document.querySelector('main')?.scrollTo(0, at.scrolledPx);
    } else if (main && message.guide !== undefined) {
      main.navigate({ screen: 'guide', id: message.guide });
      await drawn();
    }
  }

  window.addEventListener('message', ({ data, origin, source }: MessageEvent<unknown>) => {
    const message = showMessageSchema.safeParse(data);
    if (origin !== location.origin || source !== window.parent || !message.success) return;
    // One after the other: the last one wins, whichever pack comes first. A preview that ended is told by the page around.
    last = last.then(() => show(message.data)).catch(() => undefined);
  });
  tell({ kind: 'ready' });
}

/** Draws the panel anew: a changed guide is read again, and its progress is still there. */
async function draw(root: Root, main: PreviewMain): Promise<void> {
  const client = createClient(main.bridge);
  const store = createSnapshotStore(client);
  await store.load();
  const key = crypto.randomUUID();
  flushSync(() =>
    root.render(
      <PictureBase key={key} value={previewPaths.pictures}>
        <App client={client} store={store} />
      </PictureBase>,
    ),
  );
}

const nextFrame = (): Promise<void> => new Promise((settle) => requestAnimationFrame(() => settle()));

/** Settled when the screen that was asked for is there, with the focus where it takes it. */
async function drawn(): Promise<void> {
  await nextFrame();
  while (document.querySelector('main[aria-busy="true"]')) await nextFrame();
  await nextFrame();
  await nextFrame();
}
