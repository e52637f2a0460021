import { Crop, Grid2x2, MoveUpRight, Redo2, Undo2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { pictureTools, type PictureTool } from '../../../shared/requests/picture-edits.ts';
import type { PictureEditing } from '../../screenshot/use-picture-editor.ts';
import { IconButton } from '../IconButton.tsx';

interface PictureToolsProps {
  editing: PictureEditing;
  /** Undefined when there is nothing to take back. */
  onUndo: (() => void) | undefined;
  onRedo: (() => void) | undefined;
  /** A tool was taken in hand: the picture is next. */
  onReady: () => void;
}

const icons: Readonly<Record<PictureTool, LucideIcon>> = { crop: Crop, blur: Grid2x2, arrow: MoveUpRight };

/** What can be done to a picture. */
export function PictureTools({ editing, onUndo, onRedo, onReady }: PictureToolsProps) {
  const { t } = useTranslation();
  return (
    <div className="picture-tools" role="toolbar" aria-label={t('panel.picture.tools')}>
      {pictureTools.map((tool) => {
        const Icon = icons[tool];
        const isInHand = editing.tool === tool;
        return (
          <button
            key={tool}
            type="button"
            className="btn btn--small"
            aria-pressed={isInHand}
            onClick={({ detail }) => {
              // Pressed by a key it needs something to move with the arrow keys; a pointer draws that itself.
              editing.choose(isInHand ? undefined : tool, detail === 0);
              if (!isInHand) onReady();
            }}
          >
            <Icon aria-hidden />
            {t(`panel.picture.tool.${tool}`)}
          </button>
        );
      })}
      <span className="picture-tools__end">
        <IconButton
          icon={Undo2}
          label={t('panel.picture.undo')}
          disabled={!onUndo}
          onClick={() => onUndo?.()}
        />
        <IconButton
          icon={Redo2}
          label={t('panel.picture.redo')}
          disabled={!onRedo}
          onClick={() => onRedo?.()}
        />
      </span>
    </div>
  );
}
