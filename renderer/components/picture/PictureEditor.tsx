import { Redo2, Undo2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentBytesMax, attachmentsMax, judgeFile } from '../../../shared/requests/attachment.ts';
import type { PictureHistory } from '../../../shared/requests/picture-edits.ts';
import { base64Of } from '../../attach.ts';
import { usePanel } from '../../panel.ts';
import { fileSize } from '../../file-size.ts';
import type { OpenedPicture } from '../../screenshot/encode.ts';
import { useEditorKeys } from '../../screenshot/use-editor-keys.ts';
import { usePictureEditor } from '../../screenshot/use-picture-editor.ts';
import { Frame } from '../Frame.tsx';
import { Heading } from '../Heading.tsx';
import { IconButton } from '../IconButton.tsx';
import { TopBar } from '../TopBar.tsx';
import { PictureStage } from './PictureStage.tsx';
import { PictureTools } from './PictureTools.tsx';

interface PictureEditorProps {
  request: string;
  picture: OpenedPicture;
  onHistory: (history: PictureHistory) => void;
  onAttached: () => void;
  onDiscard: () => void;
  /** Leads to a picture of something else, where this is one of the screen. */
  onOther?: (() => void) | undefined;
}

/** A picture before it goes along: seen as it will be sent, cut and blurred where it shows too much. */
export function PictureEditor(props: PictureEditorProps) {
  const { request, picture, onHistory, onAttached, onDiscard, onOther } = props;
  const { t } = useTranslation();
  const { snapshot, attempt, say } = usePanel();
  const editing = usePictureEditor(picture, onHistory);
  const [refused, setRefused] = useState('');
  const stage = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const { shown, tool, selection, encoded } = editing;
  const { length: doneCount } = picture.history.done;
  const { length: undoneCount } = picture.history.undone;

  async function attach(): Promise<void> {
    if (!encoded) return;
    const there = snapshot.requests.find(({ id }) => id === request)?.attachments ?? [];
    const judged = judgeFile(new Uint8Array(await encoded.arrayBuffer()), there);
    const name = `${picture.name}.${encoded.type === 'image/jpeg' ? 'jpg' : 'png'}`;
    if ('kind' in judged) {
      const limits = { count: attachmentsMax, mb: attachmentBytesMax / (1024 * 1024) };
      setRefused(t(`panel.request.refusedFile.${judged.kind}`, { name, ...limits }));
      return;
    }
    const changed = await attempt('request.attach', { id: request, name, base64: await base64Of(encoded) });
    if (!changed) return;
    // Its name without what the person may not want to send.
    const kept = changed.attachments?.at(-1)?.name ?? name;
    say({ text: t('panel.picture.attached', { name: kept }), tone: 'done' });
    onAttached();
  }

  /** Where the last step was taken back the button can't keep the focus. */
  function step(by: 'undo' | 'redo', count: number): void {
    if (count === 0) return;
    editing[by]();
    if (count === 1) stage.current?.focus();
  }
  const steps = { undo: () => step('undo', doneCount), redo: () => step('redo', undoneCount) };
  useEditorKeys({
    ...steps,
    // Out of the selection first, then of the tool, then of the editor.
    escape: tool && (() => editing.choose(selection && tool)),
  });

  const footer = (
    <div className="picture-end">
      <span className="picture-end__size tiny" role="status">
        {encoded
          ? t('panel.picture.size', {
              ...{ width: shown.width, height: shown.height },
              size: fileSize(encoded.size, snapshot.language),
            })
          : t('panel.picture.measuring')}
      </span>
      <div className="picture-end__buttons">
        <button type="button" className="btn" onClick={onDiscard}>
          {t('panel.picture.discard')}
        </button>
        <button type="button" className="btn btn--primary" disabled={!encoded} onClick={() => void attach()}>
          {t('panel.picture.attach')}
        </button>
      </div>
    </div>
  );
  return (
    <Frame header={<TopBar />} footer={footer}>
      <Heading>{t('panel.picture.title')}</Heading>
      <PictureTools editing={editing} onReady={() => stage.current?.focus()} />
      <PictureStage ref={stage} picture={picture} editing={editing} hintId={hintId}>
        <IconButton
          icon={Undo2}
          label={t('panel.picture.undo')}
          disabled={doneCount === 0}
          onClick={steps.undo}
        />
        <IconButton
          icon={Redo2}
          label={t('panel.picture.redo')}
          disabled={undoneCount === 0}
          onClick={steps.redo}
        />
      </PictureStage>
      <div id={hintId}>
        <p>{t(`panel.picture.hint.${tool ?? 'none'}`)}</p>
        {tool && <p className="tiny">{t('panel.picture.keys')}</p>}
      </div>
      {tool && selection && (
        <button type="button" className="btn btn--start" onClick={() => editing.apply()}>
          {t(`panel.picture.apply.${tool}`)}
        </button>
      )}
      {onOther && !tool && (
        <p>
          <button type="button" className="link" onClick={onOther}>
            {t('panel.picture.other')}
          </button>
        </p>
      )}
      <div role="status">{refused !== '' && <p className="field__problem">{refused}</p>}</div>
    </Frame>
  );
}
