import { jpegOverBytes } from '../../shared/requests/attachment.ts';
import {
  fittedInto,
  noEdits,
  type Area,
  type PictureEdit,
  type PictureHistory,
} from '../../shared/requests/picture-edits.ts';
import { drawPicture } from './draw.ts';

/** A picture in the editor: seen by the person before it goes anywhere. */
export interface OpenedPicture {
  /** Tells the pictures of one sitting apart. */
  key: string;
  /** Without an ending: the type is decided when it is saved. */
  name: string;
  origin: 'screen' | 'file';
  bitmap: ImageBitmap;
  /** What was done to it so far. */
  history: PictureHistory;
}

const jpegQuality = 0.85;

/** A picture to be looked at; nothing when these bytes are none. Very large ones are made smaller. */
export async function openPicture(
  blob: Blob,
  about: Pick<OpenedPicture, 'name' | 'origin'>,
): Promise<OpenedPicture | undefined> {
  try {
    const whole = await createImageBitmap(blob);
    const { width, height } = fittedInto(whole);
    const bitmap =
      width === whole.width
        ? whole
        : await createImageBitmap(whole, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
    return { ...about, key: crypto.randomUUID(), bitmap, history: noEdits };
  } catch {
    return undefined;
  }
}

/**
 * The picture as it will be sent: drawn anew, so that it carries neither what was cut off or blurred nor a place, a
 * camera or a name. PNG keeps text sharp; what would be too large so becomes a JPEG.
 */
export async function encodePicture(
  bitmap: ImageBitmap,
  edits: readonly PictureEdit[],
  shown: Area,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(shown.width, shown.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas');
  drawPicture(context, bitmap, edits, shown);
  const png = await canvas.convertToBlob({ type: 'image/png' });
  if (png.size <= jpegOverBytes) return png;
  // A JPEG has no transparency: what shines through would become black.
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, shown.width, shown.height);
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
  return jpeg.size < png.size ? jpeg : png;
}
