import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PictureEditor } from '../components/picture/PictureEditor.tsx';
import { ScreenChooser } from '../components/picture/ScreenChooser.tsx';
import { usePanel } from '../panel.ts';
import type { OpenedPicture } from '../screenshot/encode.ts';
import { useScreenshot } from '../screenshot/use-screenshot.ts';
import { useStaysOpen } from '../use-stays-open.ts';

interface PictureProps {
  /** The request they may go along with. */
  id: string;
  pictures: readonly OpenedPicture[];
}

/** Pictures are looked at one by one, each attached or discarded; whichever way this screen is left can be undone. */
export function Picture({ id, pictures }: PictureProps) {
  const { t } = useTranslation();
  const { go, say } = usePanel();
  const [isChoosing, setIsChoosing] = useState(false);
  const screenshot = useScreenshot();
  useStaysOpen();
  const [picture, ...others] = pictures;
  const open = (these: readonly OpenedPicture[]): void => go({ screen: 'picture', id, pictures: these });

  /** What neither goes along nor was discarded yet. */
  const left = useRef(pictures);
  const sayDiscarded = (back: () => readonly OpenedPicture[]): void =>
    say({ text: t('panel.picture.discarded'), tone: 'done', undo: () => open(back()) });
  const sayLatest = useRef(sayDiscarded);
  useEffect(() => {
    left.current = pictures;
    sayLatest.current = sayDiscarded;
  });
  useEffect(
    () => () => {
      const still = left.current;
      left.current = [];
      if (still.length > 0) sayLatest.current(() => still);
    },
    [],
  );

  /** On to the next one, or back to the request. */
  function done(): void {
    left.current = others;
    if (others.length > 0) open(others);
    else go({ screen: 'request', id, at: 'files' });
  }

  async function takeOther(source: string): Promise<void> {
    const taken = await screenshot.take(source);
    if (!taken) return;
    open([taken, ...others]);
    setIsChoosing(false);
  }

  if (!picture) return null;
  if (isChoosing) {
    return (
      <ScreenChooser
        screenshot={screenshot}
        onChosen={(source) => void takeOther(source)}
        onClose={() => setIsChoosing(false)}
      />
    );
  }
  return (
    <PictureEditor
      key={picture.key}
      request={id}
      picture={picture}
      onHistory={(history) => open([{ ...picture, history }, ...others])}
      onAttached={done}
      onDiscard={() => {
        done();
        sayDiscarded(() => [picture, ...left.current]);
      }}
      onOther={picture.origin === 'screen' ? () => setIsChoosing(true) : undefined}
    />
  );
}
