import { attachmentsMax, judgeFile, typeOfContent, type RefusedFile } from '../shared/requests/attachment.ts';
import { openPicture, type OpenedPicture } from './screenshot/encode.ts';

/** What becomes of a file that is to go along: a picture is looked at first. */
export type ReadyFile =
  { kind: 'file'; name: string; base64: string } | { kind: 'picture'; picture: OpenedPicture } | RefusedFile;

/** The bytes as the call to main carries them. */
export const base64Of = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(blob);
  });

/** Larger files are no pictures that anybody means to send. */
const pictureBytesMax = 64 * 1024 * 1024;

/** A file as it goes along, a picture to be looked at first, or why it can't. */
export async function readyFile(file: File, others: readonly { sizeBytes: number }[]): Promise<ReadyFile> {
  if (others.length >= attachmentsMax) return { kind: 'too-many' };
  if (file.size > pictureBytesMax) return { kind: 'too-large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = typeOfContent(bytes);
  if (type?.startsWith('image/')) {
    const name = file.name.replace(/\.[^.]*$/, '');
    const picture = await openPicture(new Blob([bytes], { type }), { name, origin: 'file' });
    return picture ? { kind: 'picture', picture } : { kind: 'type' };
  }
  const judged = judgeFile(bytes, others);
  return 'kind' in judged ? judged : { kind: 'file', name: file.name, base64: await base64Of(file) };
}
