import { Camera, Paperclip, X } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentBytesMax, attachmentsMax } from '../../shared/requests/attachment.ts';
import type { KeptAttachment, Request } from '../../shared/requests/request.ts';
import { readyFile } from '../attach.ts';
import { fileSize } from '../file-size.ts';
import { usePanel } from '../panel.ts';
import type { OpenedPicture } from '../screenshot/encode.ts';
import { useScreenshot } from '../screenshot/use-screenshot.ts';
import { useFileSecrets } from '../use-file-secrets.ts';
import { useIncomingFiles } from '../use-incoming-files.ts';
import { useStaysOpen } from '../use-stays-open.ts';
import { FileSecrets } from './FileSecrets.tsx';
import { IconButton } from './IconButton.tsx';

interface AttachmentsProps {
  request: Request;
  onChanged: (request: Request) => void;
  /** The person comes from a file, or goes back to them: the focus goes here. */
  arrive: boolean;
}

/** Files that go along: taken, chosen, pasted or dropped, each named with its size, each removable. */
export function Attachments({ request, onChanged, arrive }: AttachmentsProps) {
  const { t } = useTranslation();
  const { snapshot, attempt, say, go } = usePanel();
  const [refused, setRefused] = useState('');
  const screenshot = useScreenshot();
  const secrets = useFileSecrets(request, onChanged);
  const chooser = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const { id, attachments = [] } = request;
  const limits = { count: attachmentsMax, mb: attachmentBytesMax / (1024 * 1024) };
  useStaysOpen();

  function look(pictures: readonly OpenedPicture[]): void {
    if (pictures.length === 0) return;
    go({ screen: 'request', id, at: 'files' });
    go({ screen: 'picture', id, pictures });
  }

  async function add(files: readonly File[]): Promise<void> {
    setRefused('');
    const pictures: OpenedPicture[] = [];
    let there: readonly { sizeBytes: number }[] = attachments;
    for (const file of files) {
      const ready = await readyFile(file, [...there, ...pictures.map(() => ({ sizeBytes: 0 }))]);
      if (ready.kind === 'picture') pictures.push(ready.picture);
      else if (ready.kind === 'file') {
        const changed = await attempt('request.attach', { id, name: ready.name, base64: ready.base64 });
        if (!changed) break;
        there = changed.attachments ?? [];
        onChanged(changed);
        void secrets.look(changed.attachments?.at(-1), file);
      } else {
        const words = t(`panel.request.refusedFile.${ready.kind}`, { name: file.name, ...limits });
        setRefused(words);
        // With a picture on the screen nobody sees what stands below the files.
        if (pictures.length > 0) say({ text: words, tone: 'problem' });
        break;
      }
    }
    look(pictures);
  }
  useIncomingFiles((files) => void add(files));

  async function takeScreenshot(): Promise<void> {
    const isFull = attachments.length >= attachmentsMax;
    setRefused(isFull ? t('panel.request.refusedFile.too-many', limits) : '');
    if (isFull) return;
    const picture = await screenshot.take();
    if (picture) look([picture]);
  }

  async function remove(file: KeptAttachment): Promise<void> {
    const changed = await attempt('request.detach', { id, file: file.id });
    if (!changed) return;
    onChanged(changed);
    const undo = (): void =>
      void attempt('request.attachAgain', { id, file }).then((again) => again && onChanged(again));
    say({ text: t('panel.request.fileRemoved', { name: file.name }), tone: 'done', undo });
  }

  return (
    <section className="field" aria-label={t('panel.request.files')}>
      {attachments.length > 0 && (
        <ul className="list">
          {attachments.map((file) => (
            <li key={file.id} className="file">
              <span className="file__name">{file.name}</span>
              <span className="line__value">{fileSize(file.sizeBytes, snapshot.language)}</span>
              <IconButton
                icon={X}
                label={t('panel.request.removeFile', { name: file.name })}
                onClick={() => void remove(file)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="field__row" role="group" aria-describedby={hintId}>
        <button
          type="button"
          className="btn"
          data-arrive={arrive ? true : undefined}
          onClick={() => void takeScreenshot()}
        >
          <Camera aria-hidden />
          {t('panel.request.takeScreenshot')}
        </button>
        <button type="button" className="btn" onClick={() => chooser.current?.click()}>
          <Paperclip aria-hidden />
          {t('panel.request.addFiles')}
        </button>
      </div>
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
      <FileSecrets found={secrets.found} onCover={(file) => void secrets.cover(file)} />
      <div role="status">
        {[refused, screenshot.problem]
          .filter((words) => words !== '')
          .map((words) => (
            <p key={words} className="field__problem">
              {words}
            </p>
          ))}
      </div>
    </section>
  );
}
