import { Crop, Grid3x3, MoveUpRight, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { pictureTools, type PictureTool } from '../../../shared/requests/picture-edits.ts';
import type { PictureEditing } from '../../screenshot/use-picture-editor.ts';

interface PictureToolsProps {
  editing: PictureEditing;
  /** A tool was taken in hand: the picture is next. */
  onReady: () => void;
}

const icons: Readonly<Record<PictureTool, LucideIcon>> = { crop: Crop, blur: Grid3x3, arrow: MoveUpRight };

/** What can be done to a picture. */
export function PictureTools({ editing, onReady }: PictureToolsProps) {
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
    </div>
  );
}
