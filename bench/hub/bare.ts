import { open, type FileHandle } from 'node:fs/promises';

/** An fsync for each request; or one for all that came while the last one was on its way. */
export type BareRole = 'bare' | 'bareInGroups';

/** What people write first: a bare Fastify that puts what it gets on the disk before it answers. */
export async function beBare(path: string, role: BareRole): Promise<void> {
  const { default: fastify } = await import('fastify');
  const keep = (role === 'bare' ? each : inGroups)(await open(path, 'a'));
  const server = fastify();
  server.post('/v1/requests', async (request, reply) => {
    await keep(`${JSON.stringify(request.body)}\n`);
    return reply.code(202).send({ ok: true });
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  const address = server.server.address();
  console.log(typeof address === 'object' ? address?.port : '');
  process.once('SIGTERM', () => void server.close());
}

type Keep = (line: string) => Promise<void>;

const each =
  (file: FileHandle): Keep =>
  async (line) => {
    await file.appendFile(line);
    await file.sync();
  };

function inGroups(file: FileHandle): Keep {
  let last = Promise.resolve();
  let next: { lines: string[]; kept: Promise<void> } | undefined;

  async function keepNext(before: Promise<void>, lines: readonly string[]): Promise<void> {
    await before;
    next = undefined;
    await file.appendFile(lines.join(''));
    await file.sync();
  }
  return (line) => {
    if (!next) {
      const lines: string[] = [];
      last = keepNext(last, lines);
      next = { lines, kept: last };
    }
    next.lines.push(line);
    return next.kept;
  };
}
