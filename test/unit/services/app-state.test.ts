import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { atomicFile } from '../../../electron/adapters/atomic-file.ts';
import { createAppState } from '../../../electron/services/app-state.ts';
import { emptyState } from '../../../shared/app-state.ts';
import { refuse } from '../../../shared/result.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';
import { manualClock, startMs, stateFileOnDisk } from './fakes.ts';
import { eventually } from '../../support/eventually.ts';

async function stateIn(folder: string, disk = { isFull: false }) {
  const file = stateFileOnDisk(atomicFile(join(folder, 'state.json')), disk);
  return { file, state: await createAppState({ file, clock: manualClock(), writeDelayMs: 5 }) };
}

describe('createAppState', () => {
  it('starts empty, and finds after a restart what was changed', async () => {
    const folder = await temporaryFolder();
    const { state } = await stateIn(folder);
    expect(state.get()).toEqual(emptyState);
    state.update((s) => ({ ...s, starred: ['vpn-off'], settings: { language: 'hu' } }));
    await state.flush();
    const again = await stateIn(folder);
    expect(again.state.get()).toEqual({ ...emptyState, starred: ['vpn-off'], settings: { language: 'hu' } });
    expect(again.state.problems()).toEqual([]);
  });

  it('has a change in memory at once, tells it, and writes many of them once', async () => {
    const { state, file } = await stateIn(await temporaryFolder());
    const told = vi.fn();
    state.onChange(told);
    for (let n = 0; n < 50; n += 1) state.update((s) => ({ ...s, recent: [`guide-${n}`] }));
    expect(state.get().recent).toEqual(['guide-49']);
    expect(told).toHaveBeenCalledTimes(50);
    await eventually(() => expect(file.writes()).toBe(1));
    await state.flush();
    expect(file.writes()).toBe(1);
  });

  it('does not write when nothing changed', async () => {
    const { state, file } = await stateIn(await temporaryFolder());
    state.update((s) => s);
    await state.flush();
    expect(file.writes()).toBe(0);
  });

  it('says that the disk is full, tries again by itself, and says when it is well', async () => {
    const folder = await temporaryFolder();
    const disk = { isFull: true };
    const { state } = await stateIn(folder, disk);
    const told = vi.fn();
    state.update((s) => ({ ...s, starred: ['vpn-off'] }));
    state.onChange(told);
    await state.flush();
    expect(state.problems()).toEqual([{ kind: 'could-not-save', detail: 'state.json: ENOSPC' }]);
    expect(told).toHaveBeenCalledTimes(1);
    disk.isFull = false;
    await eventually(() => expect(state.problems()).toEqual([]));
    expect(JSON.parse(await readFile(join(folder, 'state.json'), 'utf8'))).toMatchObject({
      starred: ['vpn-off'],
    });
  });

  it('goes on with nothing after a damaged file, keeps it, and says where', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'state.json'), '{"starred": [');
    const { state } = await stateIn(folder);
    expect(state.problems()).toEqual([{ kind: 'state-recovered', detail: 'state.json.damaged-1' }]);
    state.update((s) => ({ ...s, panelOpenedOnce: true }));
    await state.flush();
    expect(await readFile(join(folder, 'state.json.damaged-1'), 'utf8')).toBe('{"starred": [');
  });

  it('uses the rest of a file with an unknown setting and a bad entry, and keeps a copy of it', async () => {
    const folder = await temporaryFolder();
    const heard = { key: 'mail@2026-10-01', atMs: startMs, how: 'interrupted' };
    const text = JSON.stringify({
      settings: { language: 'hu', colour: 'red', textSizePercent: 110 },
      starred: ['vpn-off', 'NOT AN ID', 'printer'],
      notices: {
        dismissed: ['new-vpn@2026-10-01'],
        later: { old: startMs - 1, coming: startMs + 1, odd: 'soon' },
        told: [heard, { ...heard, how: 'by a bird' }],
      },
      activity: { lastActiveMs: 'yesterday' },
      told: ['no-tray-host', 'unheard-of'],
    });
    await writeFile(join(folder, 'state.json'), text);
    const { state } = await stateIn(folder);
    expect(state.get()).toEqual({
      ...emptyState,
      settings: { language: 'hu' },
      starred: ['vpn-off', 'printer'],
      notices: { dismissed: ['new-vpn@2026-10-01'], later: { coming: startMs + 1 }, told: [heard] },
      told: ['no-tray-host'],
    });
    expect(state.problems()).toEqual([
      { kind: 'settings-ignored', detail: 'colour' },
      { kind: 'settings-ignored', detail: 'textSizePercent' },
      { kind: 'state-recovered', detail: 'notices' },
      { kind: 'state-recovered', detail: 'starred' },
      { kind: 'state-recovered', detail: 'activity' },
      { kind: 'state-recovered', detail: 'told' },
    ]);
    await state.flush();
    expect(await readFile(join(folder, 'state.json.damaged-1'), 'utf8')).toBe(text);
    const again = await stateIn(folder);
    expect(again.state.problems()).toEqual([]);
    expect(again.state.get()).toEqual(state.get());
    await again.state.flush();
    expect((await readdir(folder)).sort()).toEqual(['state.json', 'state.json.damaged-1']);
  });

  it('does not write over what it could not use before there is a copy of it', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'state.json'), '{"colour": "red"}');
    const real = atomicFile(join(folder, 'state.json'));
    const refusal = refuse({ kind: 'could-not-save' as const, detail: 'state.json: ENOSPC' });
    const file = { ...real, keepCopy: () => Promise.resolve(refusal) };
    const state = await createAppState({ file, clock: manualClock(), writeDelayMs: 5 });
    state.update((s) => ({ ...s, panelOpenedOnce: true }));
    await state.flush();
    expect(state.problems().at(-1)).toEqual({ kind: 'could-not-save', detail: 'state.json: ENOSPC' });
    expect(await readFile(join(folder, 'state.json'), 'utf8')).toBe('{"colour": "red"}');
  });

  it.each(['[]', '3', 'null', '{"__proto__": {"polluted": true}}', '{"progress": {"__proto__": {}}}'])(
    'survives a file that holds %s',
    async (text) => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'state.json'), text);
      const { state } = await stateIn(folder);
      expect(state.get()).toEqual(emptyState);
      expect(state.problems().map((problem) => problem.kind)).toContain('state-recovered');
      expect('polluted' in {}).toBe(false);
    },
  );
});
