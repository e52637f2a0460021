import { judgeFile, type RefusedFile } from '../shared/requests/attachment.ts';

export interface ReadyFile {
  name: string;
  base64: string;
  sizeBytes: number;
}

const base64Of = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(blob);
  });

/** Drawn anew, a picture carries no place, no camera and no name. */
async function redrawn(blob: Blob, type: string): Promise<Blob> {
  const picture = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
  return canvas.convertToBlob({ type });
}

const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/** A file as it goes along, or why it can't; pictures without anything but what is seen on them. */
export async function readyFile(
  file: File,
  others: readonly { sizeBytes: number }[],
): Promise<ReadyFile | RefusedFile> {
  const judged = judgeFile(new Uint8Array(await file.arrayBuffer()), others);
  if ('kind' in judged) return judged;
  if (!judged.type.startsWith('image/')) {
    return { name: file.name, base64: await base64Of(file), sizeBytes: file.size };
  }
  // What moves becomes a still picture; nothing else can draw it anew.
  const type = judged.type === 'image/gif' ? 'image/png' : judged.type;
  const picture = await redrawn(new Blob([file], { type: judged.type }), type).catch(() => undefined);
  if (!picture) return { kind: 'type' };
  const again = judgeFile(new Uint8Array(await picture.arrayBuffer()), others);
  if ('kind' in again) return again;
  const name = `${file.name.replace(/\.[^.]*$/, '')}.${endings[type] ?? 'png'}`;
  return { name, base64: await base64Of(picture), sizeBytes: picture.size };
}
