import { arrowOutline, type Area, type PictureEdit } from '../../shared/requests/picture-edits.ts';
import { pixelate } from '../../shared/requests/picture-pixels.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Seen on light and dark windows alike. */
const arrowColour = '#d92d20';
const arrowEdge = '#ffffff';

function blur(context: Context, area: Area, shown: Area): void {
  const left = Math.max(area.x, shown.x);
  const top = Math.max(area.y, shown.y);
  const width = Math.min(area.x + area.width, shown.x + shown.width) - left;
  const height = Math.min(area.y + area.height, shown.y + shown.height) - top;
  if (width <= 0 || height <= 0) return;
  const pixels = context.getImageData(left - shown.x, top - shown.y, width, height);
  pixelate(pixels.data, { width, height });
  context.putImageData(pixels, left - shown.x, top - shown.y);
}

function arrow(context: Context, edit: Extract<PictureEdit, { kind: 'arrow' }>, shown: Area): void {
  const [first, ...others] = arrowOutline(edit, edit.thicknessPx);
  if (!first) return;
  context.beginPath();
  context.moveTo(first.x - shown.x, first.y - shown.y);
  for (const { x, y } of others) context.lineTo(x - shown.x, y - shown.y);
  context.closePath();
  context.lineJoin = 'round';
  context.lineWidth = edit.thicknessPx / 1.5;
  context.strokeStyle = arrowEdge;
  context.stroke();
  context.fillStyle = arrowColour;
  context.fill();
}

/** Draws what is left of a picture, with all that was done to it. The canvas is as large as what is shown. */
export function drawPicture(
  context: Context,
  picture: ImageBitmap,
  edits: readonly PictureEdit[],
  shown: Area,
): void {
  context.clearRect(0, 0, shown.width, shown.height);
  context.drawImage(picture, -shown.x, -shown.y);
  for (const edit of edits) {
    if (edit.kind === 'blur') blur(context, edit.area, shown);
    else if (edit.kind === 'arrow') arrow(context, edit, shown);
  }
}
