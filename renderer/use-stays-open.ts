import { useEffect } from 'react';
import { usePanel } from './panel.ts';

/**
 * Whoever writes a request looks at other windows for it, and drags files from them: the panel stays in sight
 * meanwhile, as it does beside a guide.
 */
export function useStaysOpen(): void {
  const { client } = usePanel();
  useEffect(() => {
    void client.call('panel.busy', { busy: 'request' });
    return () => void client.call('panel.busy', { busy: 'none' });
  }, [client]);
}
