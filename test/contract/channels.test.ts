import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import { build } from 'vite';
import { describe, expect, it, vi } from 'vitest';
import { callChannels, pushChannels, type CallChannel } from '../../shared/ipc/channels.ts';
import { contract, pushContract, refusalSchema } from '../../shared/ipc/contract.ts';
import { handleCalls, type Routes } from '../../electron/ipc/handle.ts';

type Listener = (event: unknown, payload: unknown) => unknown;

/** Routes that note what reached them, behind the real checks. */
function bound(isOwnPanel = true) {
  const listeners = new Map<string, Listener>();
  const reached: string[] = [];
  const routes = Object.fromEntries(
    callChannels.map((channel) => [
      channel,
      () => {
        reached.push(channel);
        return { ok: true, value: {} };
      },
    ]),
  ) as unknown as Routes;
  handleCalls(routes, {
    ipcMain: { handle: (channel, listener) => void listeners.set(channel, listener as Listener) },
    isOwnPanel: () => isOwnPanel,
    log: { warn: vi.fn(), error: vi.fn() },
  });
  return {
    listeners,
    reached,
    call: (channel: string, payload: unknown) => listeners.get(channel)!({}, payload),
  };
}

/** A payload that each channel's schema accepts. */
const uuid = 'b3b1a1f0-6d1c-4a58-9c7e-0f5a3f6f2a11';
const valid: Record<CallChannel, unknown> = {
  'snapshot.get': {},
  'search.query': { text: 'printer', sequence: 1 },
  'search.settled': { text: 'printer', found: 3 },
  'area.list': { id: 'printing' },
  'guide.open': { id: 'cant-print' },
  'guide.progress': { progress: { guideId: 'cant-print', done: [], answers: {}, updatedAtMs: 1 } },
  'guide.answer': { id: 'cant-print', solved: true },
  'rating.ask': { guide: 'cant-print' },
  'rating.give': { guide: 'cant-print', rating: { good: false, missing: 'step-missing', words: 'Which?' } },
  'rating.takeBack': { guide: 'cant-print' },
  'guide.star': { id: 'cant-print', starred: true },
  'action.open': { guide: 'cant-print', action: { kind: 'settings', page: 'printers' } },
  'contact.open': { contact: 'phone' },
  'notice.dismiss': { id: 'notice@2026-11-01' },
  'notice.later': { id: 'notice@2026-11-01' },
  'notice.restore': { id: 'notice@2026-11-01' },
  'notice.seen': { ids: ['notice@2026-11-01'] },
  'notice.join': { id: 'notice@2026-11-01' },
  'notice.leave': { id: 'notice@2026-11-01' },
  'suggestion.open': { rule: 'disk-full' },
  'welcome.putAway': {},
  'welcome.restore': {},
  'request.start': { search: 'printer' },
  'request.get': { id: uuid },
  'request.note': { id: uuid, comment: 'a' },
  'request.edit': { id: uuid, edit: { title: 'a', description: 'b', ticked: ['computer'] } },
  'screenshot.take': { source: 'screen:42:0' },
  'screenshot.sources': {},
  'request.attach': { id: uuid, name: 'a.log', base64: 'YWI=' },
  'request.detach': { id: uuid, file: uuid },
  'request.attachAgain': {
    id: uuid,
    file: { id: uuid, name: 'a.log', type: 'text/plain', sizeBytes: 2, sha256: 'ab'.repeat(32) },
  },
  'request.handOver': { id: uuid, way: 'mail' },
  'request.cancel': { id: uuid },
  'request.reopen': { id: uuid, comment: 'Again' },
  'request.openTicket': { id: uuid },
  'request.offers': { id: uuid, text: 'mail is slow' },
  'request.confirm': { id: uuid, sent: true, ticket: 'HD-1' },
  'request.remove': { id: uuid },
  'request.restore': { id: uuid },
  'signIn.start': {},
  'signIn.out': {},
  'settings.change': { change: { textSizePercent: 150 } },
  'privacy.get': {},
  'history.clear': {},
  'diagnostics.preview': {},
  'diagnostics.save': { text: 'a' },
  'sync.check': {},
  'panel.hide': {},
  'panel.pin': { pinned: true },
  'panel.busy': { busy: 'guide' },
};

const hostile: unknown[] = [
  undefined,
  null,
  '',
  42,
  [],
  { unexpected: true },
  { id: '../../etc/passwd' },
  { id: 'x'.repeat(10_000) },
  { __proto__: { id: 'cant-print' }, id: 7 },
  { text: 'a'.repeat(501), sequence: 1 },
  { action: { kind: 'web', url: 'javascript:alert(1)' }, guide: 'CAPS' },
];

describe.each(callChannels)('%s', (channel) => {
  it('reaches its route with a valid payload', async () => {
    const { call, reached } = bound();
    await expect(call(channel, valid[channel])).resolves.toMatchObject({ ok: true });
    expect(reached).toEqual([channel]);
  });

  it('refuses every hostile payload before the route', async () => {
    for (const payload of hostile) {
      const { call, reached } = bound();
      const answer = (await call(channel, payload)) as { ok: boolean; error: unknown };
      expect(answer.ok, JSON.stringify(payload)).toBe(false);
      expect(refusalSchema.parse(answer.error).kind).toBe('bad-payload');
      expect(reached).toEqual([]);
    }
  });

  it('refuses a foreign sender even with a valid payload', async () => {
    const { call, reached } = bound(false);
    await expect(call(channel, valid[channel])).resolves.toMatchObject({
      ok: false,
      error: { kind: 'foreign-sender' },
    });
    expect(reached).toEqual([]);
  });

  it('answers what a route throws as a refusal', async () => {
    const listeners = new Map<string, Listener>();
    const routes = Object.fromEntries(
      callChannels.map((name) => [name, () => Promise.reject(new Error('disk on fire'))]),
    ) as unknown as Routes;
    handleCalls(routes, {
      ipcMain: { handle: (name, listener) => void listeners.set(name, listener as Listener) },
      isOwnPanel: () => true,
      log: { warn: vi.fn(), error: vi.fn() },
    });
    await expect(listeners.get(channel)!({}, valid[channel])).resolves.toEqual({
      ok: false,
      error: { kind: 'failed', detail: 'disk on fire' },
    });
  });
});

describe('the contract', () => {
  it('has a schema for each channel and no other', () => {
    expect(Object.keys(contract).sort()).toEqual([...callChannels].sort());
    expect(Object.keys(pushContract).sort()).toEqual([...pushChannels].sort());
  });
});

describe('the preload', () => {
  it('is one file that offers exactly the channels, and no more of Electron', async () => {
    const root = join(import.meta.dirname, '../..');
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        write: false,
        lib: { entry: join(root, 'electron/preload.ts'), formats: ['cjs'], fileName: 'preload' },
        rolldownOptions: { external: ['electron'] },
      },
    });
    const [bundle] = Array.isArray(built) ? built : [built];
    const code = (bundle as { output: { code: string }[] }).output.map((chunk) => chunk.code).join('\n');
    const invoked: string[] = [];
    const listened: string[] = [];
    const worlds: Record<string, Record<string, (...args: unknown[]) => unknown>> = {};
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, api: never) => void (worlds[name] = api) },
      ipcRenderer: {
        invoke: (channel: string) => Promise.resolve(void invoked.push(channel)),
        on: (channel: string) => void listened.push(channel),
        off: vi.fn(),
      },
    };
    vm.runInNewContext(code, {
      require: () => electron,
      exports: {},
      module: { exports: {} },
      Set,
      Promise,
      Error,
    });
    expect(Object.keys(worlds)).toEqual(['zeroline']);
    const { call, on, ...more } = worlds.zeroline!;
    expect(more).toEqual({});
    for (const channel of callChannels) await call!(channel, {});
    for (const channel of pushChannels) on!(channel, () => undefined);
    expect(invoked).toEqual([...callChannels]);
    expect(listened).toEqual([...pushChannels]);
    await expect(call!('shell.openExternal', {})).rejects.toThrow('No such channel');
    expect(() => on!('ipc-anything', () => undefined)).toThrow('No such channel');
  });

  it('imports nothing but the channel names', () => {
    const source = readFileSync(join(import.meta.dirname, '../../electron/preload.ts'), 'utf8');
    const imports = [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1]);
    expect(imports).toEqual(['electron', '../shared/ipc/channels.ts']);
  });
});
