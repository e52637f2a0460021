import type { Routes } from '../hub-context.ts';

/** For whoever watches the hub: 503 when the store does not answer, or can't be written to. Whether the ticket system does, the queue tells. */
export const healthRoutes: Routes = (server, { store, metrics, nowMs }) => {
  async function queue(): Promise<{ queued: number; oldestQueuedSeconds: number }> {
    const { length, oldestMs } = await store.jobs.queue();
    const oldestQueuedSeconds = oldestMs === undefined ? 0 : Math.max(0, (nowMs() - oldestMs) / 1000);
    return { queued: length, oldestQueuedSeconds: Math.round(oldestQueuedSeconds) };
  }

  server.get('/health', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    if (!store.canWrite())
      return reply.code(503).send({ ok: false, detail: 'The disk failed. Mend it and start the hub again.' });
    try {
      return await reply.send({ ok: true, ...(await queue()) });
    } catch {
      return reply.code(503).send({ ok: false, detail: 'The store does not answer.' });
    }
  });

  server.get('/metrics', async (_request, reply) => {
    const { queued, oldestQueuedSeconds } = await queue();
    const { rss } = process.memoryUsage();
    const gauges = {
      ...{ queue_length: queued, queue_oldest_seconds: oldestQueuedSeconds },
      ...{ resident_memory_bytes: rss, store_writable: store.canWrite() ? 1 : 0 },
    };
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.text(gauges));
  });
};
