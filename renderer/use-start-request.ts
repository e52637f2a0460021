import { usePanel } from './panel.ts';

/** Starts a request out of what happened so far, and opens it. */
export function useStartRequest(): (from: { guide?: string; search?: string }) => void {
  const { go, attempt } = usePanel();
  return (from) =>
    void attempt('request.start', from).then((request) => {
      if (request) go({ screen: 'request', id: request.id });
    });
}
