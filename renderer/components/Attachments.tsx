import { Paperclip, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentBytesMax, attachmentsMax } from '../../shared/requests/attachment.ts';
import type { KeptAttachment, Request } from '../../shared/requests/request.ts';
import { readyFile } from '../attach.ts';
import { usePanel } from '../panel.ts';
import { IconButton } from './IconButton.tsx';

interface AttachmentsProps {
  request: Request;
  onChanged: (request: Request) => void;
}

const megabyte = 1024 * 1024;

/** Files that go along: chosen, pasted or dropped, each named with its size, each removable. */
export function Attachments({ request, onChanged }: AttachmentsProps) {
  const { t } = useTranslation();
  const { snapshot, attempt, say } = usePanel();
  const [refused, setRefused] = useState('');
  const chooser = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const { id, attachments = [] } = request;
  const limits = { count: attachmentsMax, mb: attachmentBytesMax / megabyte };
  const number = new Intl.NumberFormat(snapshot.language, { maximumFractionDigits: 1 });
  const sizeOf = ({ sizeBytes }: KeptAttachment): string =>
    sizeBytes < megabyte
      ? `${number.format(Math.ceil(sizeBytes / 1024))} kB`
      : `${number.format(sizeBytes / megabyte)} MB`;

  async function add(files: readonly File[]): Promise<void> {
    setRefused('');
    let there: readonly { sizeBytes: number }[] = attachments;
    for (const file of files) {
      const ready = await readyFile(file, there);
      if ('kind' in ready) {
        setRefused(t(`panel.request.refusedFile.${ready.kind}`, { name: file.name, ...limits }));
        return;
      }
      const changed = await attempt('request.attach', { id, name: ready.name, base64: ready.base64 });
      if (!changed) return;
      there = changed.attachments ?? [];
      onChanged(changed);
    }
  }

  async function remove(file: KeptAttachment): Promise<void> {
    const changed = await attempt('request.detach', { id, file: file.id });
    if (!changed) return;
    onChanged(changed);
    const undo = (): void =>
      void attempt('request.attachAgain', { id, file }).then((again) => again && onChanged(again));
    say({ text: t('panel.request.fileRemoved', { name: file.name }), tone: 'done', undo });
  }

  /** The system's dialog takes the focus, and the panel stays. */
  function choose(): void {
    void attempt('panel.busy', { busy: 'dialog' });
    chooser.current?.click();
  }

  useEffect(() => {
    const input = chooser.current;
    const closed = (): void => void attempt('panel.busy', { busy: 'none' });
    input?.addEventListener('cancel', closed);
    input?.addEventListener('change', closed);
    return () => {
      input?.removeEventListener('cancel', closed);
      input?.removeEventListener('change', closed);
    };
  }, [attempt]);

  const addLatest = useRef(add);
  useEffect(() => {
    addLatest.current = add;
  });
  useEffect(() => {
    // Files are dropped and pasted anywhere on the screen; pasted words go where they always go.
    const takeFiles = (event: Event, data: DataTransfer | null): void => {
      const files = [...(data?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void addLatest.current(files);
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

  return (
    <section className="field" aria-label={t('panel.request.files')}>
      {attachments.length > 0 && (
        <ul className="list">
          {attachments.map((file) => (
            <li key={file.id} className="file">
              <span className="file__name">{file.name}</span>
              <span className="line__value">{sizeOf(file)}</span>
              <IconButton
                icon={X}
                label={t('panel.request.removeFile', { name: file.name })}
                onClick={() => void remove(file)}
              />
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="btn btn--start" aria-describedby={hintId} onClick={choose}>
        <Paperclip aria-hidden />
        {t('panel.request.addFiles')}
      </button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          void add(files);
        }}
      />
      <p id={hintId} className="tiny">
        {t('panel.request.filesHint', limits)}
      </p>
      <div role="status">{refused !== '' && <p className="field__problem">{refused}</p>}</div>
    </section>
  );
}
