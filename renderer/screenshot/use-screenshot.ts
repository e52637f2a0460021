import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Taken } from '../../shared/ipc/screenshot.ts';
import { usePanel } from '../panel.ts';
import { openPicture, type OpenedPicture } from './encode.ts';

export interface Screenshot {
  isTaking: boolean;
  /** Why there is no picture, in a sentence with another way to one; empty when there is nothing to say. */
  problem: string;
  /** Of that source, or of the display that the panel is on. */
  take(source?: string): Promise<OpenedPicture | undefined>;
}

/** The keys with which the system itself puts a picture of a part of the screen on the clipboard. */
const systemKeys = {
  windows: { shoot: 'Win + Shift + S', paste: 'Ctrl + V' },
  macos: { shoot: '⌃ ⇧ ⌘ 4', paste: '⌘ V' },
  linux: { shoot: 'Shift + Print', paste: 'Ctrl + V' },
} as const;

/** Takes pictures of the screen. */
export function useScreenshot(): Screenshot {
  const { t } = useTranslation();
  const { snapshot, attempt } = usePanel();
  const [isTaking, setIsTaking] = useState(false);
  const [failed, setFailed] = useState<Exclude<Taken['kind'], 'taken'>>();

  async function take(source?: string): Promise<OpenedPicture | undefined> {
    if (isTaking) return undefined;
    setFailed(undefined);
    setIsTaking(true);
    const taken = await attempt('screenshot.take', source === undefined ? {} : { source });
    const picture =
      taken?.kind === 'taken'
        ? await openPicture(new Blob([taken.png], { type: 'image/png' }), {
            name: t('panel.picture.name'),
            origin: 'screen',
          })
        : undefined;
    setIsTaking(false);
    if (taken && !picture) setFailed(taken.kind === 'taken' ? 'not-possible' : taken.kind);
    return picture;
  }

  const problem = failed ? t(`panel.picture.failed.${failed}`, systemKeys[snapshot.os]) : '';
  return { isTaking, problem, take };
}
