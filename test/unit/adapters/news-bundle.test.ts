import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newsBytesMax, newsPath } from '../../../shared/packs/repository-layout.ts';
import { addNews, packedNews, textsOf } from '../../support/news-of.ts';
import { PackMachine } from '../../support/pack-machine.ts';
import { noticesFile, type Scene } from '../../support/tuf-attacks.ts';
import { bytesOf, packed, TufRepository } from '../../support/tuf-repository.ts';

const nowMs = Date.UTC(2026, 2, 1);
const notices = 'campaigns/notices-en.json';
const paths = ['catalog-en.json', notices];
const timestamp = 'metadata/timestamp.json';
let repository: TufRepository;
let machine: PackMachine;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs });
  repository = new TufRepository({ nowMs, isHashed: true });
  machine = await PackMachine.start(repository.files.get('metadata/1.root.json') ?? new Uint8Array());
  machine.served = repository.files;
  await check();
  repository.publish('second');
  machine.requests.length = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  await machine.remove();
});

/** What a look does: the lists, and the notices that they name. */
async function check() {
  const signed = await machine.client.refresh(paths, 'known');
  const target = signed.ok ? signed.value.targets.get(notices) : undefined;
  if (!target) return signed;
  const bytes = await machine.client.fetchTarget(target);
  return bytes.ok ? new TextDecoder().decode(bytes.value) : bytes;
}
const second = '[["en","second"]]';
const news = newsPath(2);
const lists = ['snapshot', 'targets', 'campaigns'].map((role) => `metadata/2.${role}.json`);
const noticesPath = () => noticesFile({ repository } as Scene);

describe('a bundle', () => {
  it('takes the place of every file that is new', async () => {
    addNews(repository.files);
    expect(await check()).toBe(second);
    expect(machine.requests).toEqual([timestamp, news]);
    machine.requests.length = 0;
    expect(await check()).toBe(second);
    expect(machine.requests).toEqual([timestamp]);
  });

  it('serves a check that asks for less too', async () => {
    addNews(repository.files);
    await machine.client.refresh(['catalog-en.json'], 'known');
    await check();
    expect(machine.requests).toEqual([timestamp, news, timestamp]);
  });

  it('may hold a part of the files', async () => {
    const { [noticesPath()]: _long, ...texts } = textsOf(repository.files);
    addNews(repository.files, texts);
    expect(await check()).toBe(second);
    expect(machine.requests).toEqual([timestamp, news, noticesPath()]);
  });

  it('never answers for the timestamp or a root', async () => {
    addNews(repository.files, { ...textsOf(repository.files), 'metadata/2.root.json': '{}' });
    await check();
    repository.publish('third');
    machine.restart();
    addNews(repository.files, textsOf(repository.files));
    await check();
    repository.publish('fourth');
    expect(await check()).toBe('[["en","fourth"]]');
    expect(machine.requests.filter((path) => path === timestamp)).toHaveLength(3);
  });
});

describe('a bundle that does not help', () => {
  const old = () => new Map([...repository.files].filter(([path]) => /metadata\/1\./.test(path)));
  it.each<[string, () => Uint8Array | undefined]>([
    ['that is missing', () => undefined],
    ['that is empty', () => new Uint8Array()],
    ['that is no brotli', () => bytesOf('{"metadata/2.snapshot.json":"{}"}')],
    ['that is no JSON', () => packed(bytesOf('{"metadata'))],
    ['of another form', () => packed(bytesOf('{"metadata/2.snapshot.json":{"signed":1}}'))],
    ['of nothing', () => packed(bytesOf('null'))],
    ['of another version', () => packedNews(textsOf(old()))],
    ['that is longer than allowed on the way', () => new Uint8Array(newsBytesMax * 2).fill(7)],
    ['that is small on the way and grows without end', () => packed(new Uint8Array(3_000_000).fill(32))],
  ])('%s costs one request', async (_, bundle) => {
    const bytes = bundle();
    if (bytes) repository.files.set(news, bytes);
    expect(await check()).toBe(second);
    expect(machine.requests).toEqual([timestamp, news, ...lists, noticesPath()]);
    machine.requests.length = 0;
    await check();
    expect(machine.requests).toEqual([timestamp, noticesPath()]);
  });

  it.each([...lists.map((path) => [path, path] as const), ['the notices', 'targets/campaigns/'] as const])(
    'lies about %s: the file itself is fetched',
    async (_, lie) => {
      const texts = Object.entries(textsOf(repository.files));
      const lying = texts.map(([path, text]) => [path, path.startsWith(lie) ? `${text.slice(1)} ` : text]);
      addNews(repository.files, Object.fromEntries(lying) as Record<string, string>);
      expect(await check()).toBe(second);
      expect(machine.requests).toContain(lie.startsWith('metadata') ? lie : noticesPath());
      expect(machine.requests.filter((path) => path === news)).toHaveLength(1);
    },
  );

  it('lies with texts that are longer than the list may be: they are not even read', async () => {
    const texts = { ...textsOf(repository.files), 'metadata/2.snapshot.json': ' '.repeat(20_000) };
    addNews(repository.files, texts);
    expect(await check()).toBe(second);
  });

  it('where the server says that it can not: it is left alone, and later asked without it', async () => {
    machine.answer = (path) =>
      path.startsWith('news/')
        ? new Response('', { status: 503, headers: { 'retry-after': '90' } })
        : undefined;
    expect(await check()).toMatchObject({ error: { kind: 'server-error', retryAfterMs: 90_000 } });
    expect(machine.requests).toEqual([timestamp, news]);
    machine.requests.length = 0;
    expect(await check()).toBe(second);
    expect(machine.requests).toEqual([timestamp, ...lists, noticesPath()]);
  });
});
