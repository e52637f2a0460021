import { ZoomIn, ZoomOut } from 'lucide-react';
import {
  useEffect,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import { drawPicture } from '../../screenshot/draw.ts';
import type { OpenedPicture } from '../../screenshot/encode.ts';
import { selectionAfterKey } from '../../screenshot/stage-keys.ts';
import { usePointer } from '../../screenshot/use-pointer.ts';
import type { PictureEditing } from '../../screenshot/use-picture-editor.ts';
import { useZoom } from '../../screenshot/use-zoom.ts';
import { IconButton } from '../IconButton.tsx';
import { SelectionShape } from './SelectionShape.tsx';

interface PictureStageProps {
  ref: RefObject<HTMLDivElement | null>;
  picture: OpenedPicture;
  editing: PictureEditing;
  hintId: string;
  /** Buttons below the picture. */
  children: ReactNode;
}

/** The picture as it will be sent, with the selection on it: by pointer and by keyboard. */
export function PictureStage({ ref, picture, editing, hintId, children }: PictureStageProps) {
  const { t } = useTranslation();
  const { shown, tool, selection, said } = editing;
  const { bitmap, history } = picture;
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const zoom = useZoom(ref);
  const pointer = usePointer({ view: ref, sheet, editing });
  const { x, y, width, height } = shown;

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (context) drawPicture(context, bitmap, history.done, { x, y, width, height });
  }, [bitmap, history, x, y, width, height]);

  const tip = selection?.to;
  useEffect(() => {
    // Moved by keys, the far corner stays in sight.
    if (!tip || !ref.current || !sheet.current) return;
    const view = ref.current;
    const scale = sheet.current.clientWidth / width;
    const near = (at: number, from: number, length: number): number =>
      Math.min(Math.max(from, at - length + 16), Math.max(0, at - 16));
    view.scrollTo(
      near((tip.x - x) * scale, view.scrollLeft, view.clientWidth),
      near((tip.y - y) * scale, view.scrollTop, view.clientHeight),
    );
  }, [ref, tip, x, y, width]);

  function onKeyDown(event: KeyboardEvent): void {
    const moved = tool && selectionAfterKey(event, tool, selection, shown);
    if (moved) editing.select(moved);
    else if (event.key === 'Enter' && selection) editing.apply();
    else if (event.key === '+') zoom.closer?.();
    else if (event.key === '-') zoom.farther?.();
    else if (event.key === '0') zoom.whole();
    else return;
    event.preventDefault();
  }

  const percent = (part: number, whole: number): number => Math.round((part / whole) * 100);
  const where = selection && {
    left: percent(Math.min(selection.from.x, selection.to.x) - x, width),
    top: percent(Math.min(selection.from.y, selection.to.y) - y, height),
    right: percent(Math.max(selection.from.x, selection.to.x) - x, width),
    bottom: percent(Math.max(selection.from.y, selection.to.y) - y, height),
  };
  return (
    <>
      <div
        ref={ref}
        className="stage"
        role="application"
        tabIndex={0}
        aria-label={t('panel.picture.label', { width, height })}
        aria-describedby={hintId}
        data-tool={tool ?? 'none'}
        data-zoomed={zoom.factor > 1}
        style={{ aspectRatio: `${width} / ${height}` }}
        onKeyDown={onKeyDown}
        {...pointer}
      >
        <div
          ref={sheet}
          className="stage__sheet"
          style={{ width: `calc(min(100%, 40vh * ${width / height}) * ${zoom.factor})` }}
        >
          <canvas ref={canvas} className="stage__picture" width={width} height={height} />
          {tool && selection && <SelectionShape tool={tool} selection={selection} shown={shown} />}
        </div>
      </div>
      <div className="picture-below">
        <span className="picture-below__start">{children}</span>
        <IconButton
          icon={ZoomOut}
          label={t('panel.picture.zoomOut')}
          disabled={!zoom.farther}
          onClick={() => zoom.farther?.()}
        />
        <IconButton
          icon={ZoomIn}
          label={t('panel.picture.zoomIn')}
          disabled={!zoom.closer}
          onClick={() => zoom.closer?.()}
        />
      </div>
      <p className="sr-only" role="status">
        {where ? t('panel.picture.where', where) : said && t(`panel.picture.said.${said}`)}
      </p>
    </>
  );
}
