import { useEffect, useRef } from 'react';
import type { Language } from '../../shared/language.ts';
import type { Os } from '../../shared/os.ts';
import { panelMessageSchema, previewPaths, type ShowMessage } from '../../shared/preview/preview-state.ts';

interface PanelFrameProps {
  revision: number;
  language: Language;
  os: Os;
  /** What the person chose last; `asked` tells two choices of one guide apart. */
  chosen: { guide: string; asked: number } | undefined;
  onGuide(id: string): void;
}

/** The panel in a frame of its own: its keys, its focus and its language stay inside. */
export function PanelFrame({ revision, language, os, chosen, onGuide }: PanelFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const ready = useRef(false);
  /** What has the focus outside of the panel while that draws. */
  const focused = useRef<HTMLElement>(undefined);
  /** How many screens the panel still has to draw: a second one may be asked for before the first is there. */
  const drawing = useRef(0);
  const wanted = useRef<ShowMessage>(undefined);
  const asked = useRef<number>(undefined);

  useEffect(() => {
    function onMessage({ data, origin, source }: MessageEvent<unknown>): void {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return;
      const message = panelMessageSchema.safeParse(data);
      if (!message.success) return;
      switch (message.data.kind) {
        case 'ready':
          ready.current = true;
          drawing.current = wanted.current ? 1 : 0;
          if (wanted.current) frame.current.contentWindow?.postMessage(wanted.current, location.origin);
          return;
        case 'shown':
          if (document.activeElement === frame.current) focused.current?.focus();
          drawing.current = Math.max(0, drawing.current - 1);
          return;
        case 'guide':
          onGuide(message.data.id);
      }
    }
    function onFocus({ target }: FocusEvent): void {
      if (drawing.current > 0 && target instanceof HTMLElement && target !== frame.current)
        focused.current = target;
    }
    window.addEventListener('message', onMessage);
    document.addEventListener('focusin', onFocus);
    return () => {
      window.removeEventListener('message', onMessage);
      document.removeEventListener('focusin', onFocus);
    };
  }, [onGuide]);

  useEffect(() => {
    const isNewChoice = chosen !== undefined && chosen.asked !== asked.current;
    asked.current = chosen?.asked;
    wanted.current = {
      ...{ kind: 'show', revision, language, os },
      ...(isNewChoice && { guide: chosen.guide }),
    };
    if (!ready.current || !frame.current) return;
    // A new screen takes the focus for its heading. Who works in the list beside the panel gets it back.
    const { activeElement } = document;
    const isOutside = activeElement instanceof HTMLElement && activeElement !== frame.current;
    if (isOutside) focused.current = activeElement;
    else if (drawing.current === 0) focused.current = undefined;
    drawing.current += 1;
    frame.current.contentWindow?.postMessage(wanted.current, location.origin);
  }, [revision, language, os, chosen]);

  return <iframe ref={frame} className="preview__panel" title="The panel" src={previewPaths.panel} />;
}
