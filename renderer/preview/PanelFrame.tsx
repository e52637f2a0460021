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
          if (wanted.current) frame.current.contentWindow?.postMessage(wanted.current, location.origin);
          return;
        case 'guide':
          onGuide(message.data.id);
      }
    }
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  }, [onGuide]);

  useEffect(() => {
    const isNewChoice = chosen !== undefined && chosen.asked !== asked.current;
    asked.current = chosen?.asked;
    wanted.current = {
      ...{ kind: 'show', revision, language, os },
      ...(isNewChoice && { guide: chosen.guide }),
    };
    if (ready.current) frame.current?.contentWindow?.postMessage(wanted.current, location.origin);
  }, [revision, language, os, chosen]);

  return <iframe ref={frame} className="preview__panel" title="The panel" src={previewPaths.panel} />;
}
