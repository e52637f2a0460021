import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** One line of the access log; bytes are on the wire, headers included. */
export interface NginxRequest {
  path: string;
  status: number;
  bytesUp: number;
  bytesDown: number;
  /** Behind `cachedFrom`: HIT, MISS, BYPASS, ...; "-" otherwise. */
  cache: string;
}

export interface Nginx {
  url: string;
  requests(): NginxRequest[];
  /** Everything answered since the start, headers included. */
  bytesSent(): number;
  close(): Promise<void>;
}

/** Whether tests with nginx must be left out (Debian: `apt-get install nginx-light`). */
export const missingNginx = (): boolean => spawnSync('nginx', ['-v']).status !== 0;

const sleep = (ms: number) => new Promise<void>((resolved) => setTimeout(resolved, ms));

/** A port that nobody listens at now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolved) => server.listen(0, '127.0.0.1', resolved));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolved) => server.close(resolved));
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((resolved) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolved(true)).on('error', () => resolved(false));
    socket.on('connect', () => socket.end());
  });

/** The two rules that docs/operations.md asks of any web server: for ever, and never. */
const fromFolder = (folder: string) => `
    root ${folder};
    location / { add_header Cache-Control "public, max-age=31536000, immutable"; }
    location ~ /metadata/timestamp\\.json$ { add_header Cache-Control "no-cache"; }`;

/** Keeps what the origin calls immutable, asks again for what it does not, and forgets "not there" quickly. */
const fromOrigin = (origin: string) => `
    location / {
      proxy_pass ${origin};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_cache kb;
      proxy_cache_valid 404 10s;
      proxy_cache_lock on;
    }`;

const configuration = (folder: string, port: number, rules: string, http: string) => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 256; }
http {
  log_format wire '$status $request_length $bytes_sent $upstream_cache_status $request_uri';
  access_log ${folder}/access.log wire;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  proxy_cache_path ${folder}/cache levels=1:2 keys_zone=kb:4m inactive=1h;
  types { application/json json; }
  default_type application/octet-stream;
  gzip off;
  etag on;
  server {
    listen 127.0.0.1:${port};
    server_name localhost;${rules}
  }
  ${http}
}
`;

function readAccessLog(file: string): NginxRequest[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [status = '', up = '', down = '', cache = '', ...path] = line.split(' ');
      return {
        path: path.join(' '),
        status: Number(status),
        bytesUp: Number(up),
        bytesDown: Number(down),
        cache,
      };
    });
}

/**
 * A real nginx over a folder, or with `cachedFrom` as a cache before another server (standing in for a CDN); `rules` are
 * locations to use instead of ours, and `http` whole servers beside it. It has a temporary folder and a process of its own.
 */
export async function startNginx(
  served: string,
  options: { cachedFrom?: string; rules?: string; http?: string } = {},
): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'zeroline-nginx-'));
  const port = await freePort();
  const written =
    options.rules === undefined ? undefined : `\n    root ${resolve(served)};\n${options.rules}`;
  const rules =
    written ?? (options.cachedFrom ? fromOrigin(options.cachedFrom) : fromFolder(resolve(served)));
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port, rules, options.http ?? ''));
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = new Promise<void>((resolved) => child.on('exit', () => resolved()));
  for (let tries = 0; !(await answers(port)); tries++) {
    if (child.exitCode !== null || tries > 100) throw new Error(`nginx did not start: ${complaint}`);
    await sleep(20);
  }
  // Read once more at the end, so that it can be asked after the close.
  let requests = () => readAccessLog(join(folder, 'access.log'));
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests(),
    bytesSent: () => requests().reduce((sum, { bytesDown }) => sum + bytesDown, 0),
    async close() {
      child.kill('SIGTERM');
      await ended;
      const last = requests();
      requests = () => last;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
