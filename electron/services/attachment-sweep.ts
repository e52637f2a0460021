import type { AttachmentFiles } from './ports.ts';
import type { RequestOutbox } from './request-outbox.ts';

export interface AttachmentSweepDeps {
  outbox: Pick<RequestOutbox, 'list' | 'isWhole' | 'onChange'>;
  files: Pick<AttachmentFiles, 'removeAllBut' | 'sweep'>;
  schedule: (delayMs: number, work: () => void) => void;
  log: { warn(event: string, fields: Record<string, string | number>): void };
}

/** A little longer than a removal can be undone. */
const sweepEveryMs = 11 * 60_000;

/**
 * Removes the files of requests and attachments that the person removed, at the start and once that can't be undone any
 * more. Where the journal was not read whole, a file that nobody names may be somebody's: all of them stay.
 */
export function sweepAttachments({ outbox, files, schedule, log }: AttachmentSweepDeps): void {
  if (!outbox.isWhole) return;
  let isScheduled = false;
  const tell = (left: readonly string[]): void => {
    if (left.length > 0) log.warn('attachments-left', { count: left.length, code: left[0] ?? '' });
  };

  function soon(): void {
    if (isScheduled) return;
    isScheduled = true;
    schedule(sweepEveryMs, () => void sweep());
  }
  async function sweep(): Promise<void> {
    isScheduled = false;
    const { left, isNew } = await files.sweep(outbox.list());
    tell(left);
    if (isNew) soon();
  }

  outbox.onChange(soon);
  void files.removeAllBut(outbox.list()).then(tell);
}
