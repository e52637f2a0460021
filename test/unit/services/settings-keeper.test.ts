import { describe, expect, it } from 'vitest';
import { emptyState } from '../../../shared/app-state.ts';
import { ok } from '../../../shared/result.ts';
import type { MergedPolicy } from '../../../shared/policy/policy.ts';
import { createSettingsKeeper } from '../../../electron/services/settings-keeper.ts';

const noPolicy: MergedPolicy = { policy: { forced: {}, defaults: {} }, places: {} };

function keeper({ policy = noPolicy, taken = [] as string[], locales = ['en-GB'] } = {}) {
  let state = emptyState;
  const applied: string[] = [];
  const settings = createSettingsKeeper({
    state: {
      get: () => state,
      update: (change) => void (state = change(state)),
      flush: () => Promise.resolve(),
      problems: () => [],
      onChange: () => undefined,
    },
    policy: () => policy,
    preferredLocales: () => locales,
    defaultHotkey: 'Control+Alt+H',
    isAcceptableHotkey: (key) => key !== 'H',
    applyHotkey(key) {
      applied.push(`hotkey ${key}`);
      if (key === '') return 'off';
      return taken.includes(key) ? 'refused' : 'registered';
    },
    applyStartAtLogin: (on) =>
      Promise.resolve(void applied.push(`login ${String(on)}`)).then(() => ok(undefined)),
    applyLanguage: (language) => Promise.resolve(void applied.push(`language ${language}`)),
    applyTextSize: (percent) => void applied.push(`text ${percent}`),
  });
  const orders = (next: MergedPolicy) => {
    policy = next;
    return settings.policyChanged();
  };
  return { settings, applied, orders, state: () => state };
}

describe('settings', () => {
  it('follow the system until someone chooses', async () => {
    const { settings, applied } = keeper({ locales: ['nn-NO', 'en'] });
    expect(settings.language()).toBe('nb');
    await settings.applyAll();
    expect(applied).toEqual(['hotkey Control+Alt+H', 'login true']);
    expect(settings.hotkey()).toEqual({ accelerator: 'Control+Alt+H', status: 'registered' });
  });

  it('take effect at once and only where something changed', async () => {
    const { settings, applied, state } = keeper();
    await settings.change({ language: 'hu', textSizePercent: 200 });
    expect(applied).toEqual(['language hu', 'text 200']);
    await settings.change({ language: 'hu' });
    expect(applied).toHaveLength(2);
    expect(state().settings).toEqual({ language: 'hu', textSizePercent: 200 });
  });

  it('keep the old hotkey working when another program has the new one', async () => {
    const { settings, applied } = keeper({ taken: ['Control+Alt+T'] });
    await settings.applyAll();
    const refused = await settings.change({ hotkey: 'Control+Alt+T' });
    expect(refused).toMatchObject({ ok: false, error: { detail: 'Control+Alt+T' } });
    expect(applied.slice(-2)).toEqual(['hotkey Control+Alt+T', 'hotkey Control+Alt+H']);
    expect(settings.hotkey()).toEqual({ accelerator: 'Control+Alt+H', status: 'registered' });
  });

  it('tell a refused hotkey at the start, and let it be switched off', async () => {
    const { settings } = keeper({ taken: ['Control+Alt+H'] });
    await settings.applyAll();
    expect(settings.hotkey().status).toBe('refused');
    await settings.change({ hotkey: '' });
    expect(settings.hotkey()).toEqual({ accelerator: '', status: 'off' });
  });

  it('do not take a hotkey that would cost people a letter', async () => {
    const { settings, applied } = keeper();
    expect((await settings.change({ hotkey: 'H' })).ok).toBe(false);
    expect(applied).toEqual([]);
  });

  it('obey policy over choice over the policy’s defaults', async () => {
    const policy: MergedPolicy = {
      policy: { forced: { startAtLogin: true }, defaults: { textSizePercent: 125, language: 'de' } },
      places: { 'forced.startAtLogin': 'file' },
    };
    const { settings } = keeper({ policy });
    await settings.change({ language: 'sv' });
    expect(settings.current()).toMatchObject({ startAtLogin: true, textSizePercent: 125, language: 'sv' });
    expect(settings.forced()).toEqual({ startAtLogin: 'file' });
  });

  it('follow another policy at once, and touch only what it changes', async () => {
    const { settings, applied, orders } = keeper();
    await settings.applyAll();
    applied.length = 0;
    await orders({
      policy: { forced: { language: 'de', hotkey: 'Control+Alt+Z' }, defaults: { startAtLogin: true } },
      places: { 'forced.language': 'registry-machine', 'forced.hotkey': 'registry-user' },
    });
    expect(applied).toEqual(['hotkey Control+Alt+Z', 'language de']);
    expect(settings.forced()).toEqual({ language: 'registry-machine', hotkey: 'registry-user' });
    await orders(noPolicy);
    expect(applied.slice(2)).toEqual(['hotkey Control+Alt+H', 'language en']);
    expect(settings.forced()).toEqual({});
  });

  it('give a person back what they chose when the policy lets go', async () => {
    const { settings, applied, orders } = keeper();
    await settings.change({ textSizePercent: 200 });
    await orders({
      policy: { forced: { textSizePercent: 125 }, defaults: {} },
      places: { 'forced.textSizePercent': 'file' },
    });
    expect(settings.current().textSizePercent).toBe(125);
    await orders(noPolicy);
    expect(settings.current().textSizePercent).toBe(200);
    expect(applied).toEqual(['text 200', 'text 125', 'text 200']);
  });
});
