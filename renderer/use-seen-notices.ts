import { useEffect } from 'react';
import type { NoticeView } from '../shared/ipc/views.ts';
import type { Client } from './zeroline-client.ts';

/** Tells main which notices stand on the screen; main knows whether the panel itself can be seen. */
export function useSeenNotices(client: Client, notices: readonly NoticeView[]): void {
  const shown = notices.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (shown === '') return undefined;
    const tell = (): void => void client.call('notice.seen', { ids: shown.split(' ') });
    tell();
    return client.on('panel.shown', tell);
  }, [client, shown]);
}
