import { useEffect, useRef } from 'react';

/** Files that are dropped or pasted anywhere on the screen; pasted words go where they always go. */
export function useIncomingFiles(onFiles: (files: readonly File[]) => void): void {
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const takeFiles = (event: Event, data: DataTransfer | null): void => {
      const files = [...(data?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    const paste = (event: ClipboardEvent): void => takeFiles(event, event.clipboardData);
    const drop = (event: DragEvent): void => takeFiles(event, event.dataTransfer);
    const over = (event: DragEvent): void => event.preventDefault();
    document.addEventListener('paste', paste);
    document.addEventListener('drop', drop);
    document.addEventListener('dragover', over);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('drop', drop);
      document.removeEventListener('dragover', over);
    };
  }, []);
}
