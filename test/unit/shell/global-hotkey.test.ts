import { describe, expect, it } from 'vitest';
import { createGlobalHotkey } from '../../../electron/shell/global-hotkey.ts';

/** A desktop on which other programs hold some keys. */
function desktop(others: readonly string[] = []) {
  const ours = new Map<string, () => void>();
  const globalShortcut = {
    register(accelerator: string, pressed: () => void): boolean {
      if (accelerator.includes('Bogus')) throw new TypeError('conversion failure');
      if (others.includes(accelerator)) return false;
      ours.set(accelerator, pressed);
      return true;
    },
    unregister: (accelerator: string) => void ours.delete(accelerator),
  };
  return { ours, globalShortcut };
}

function hotkeyOn({ globalShortcut }: ReturnType<typeof desktop>, isSupported = true) {
  const presses: string[] = [];
  return {
    presses,
    hotkey: createGlobalHotkey({ globalShortcut, isSupported, onPressed: () => presses.push('x') }),
  };
}

describe('the hotkey', () => {
  it('is taken, tells of a press, and is given back', () => {
    const place = desktop();
    const { hotkey, presses } = hotkeyOn(place);
    expect(hotkey.apply('Control+Alt+H')).toBe('registered');
    place.ours.get('Control+Alt+H')?.();
    expect(presses).toHaveLength(1);
    hotkey.release();
    expect(place.ours.size).toBe(0);
  });

  it('takes one key at a time, and the same one once', () => {
    const place = desktop();
    const { hotkey } = hotkeyOn(place);
    hotkey.apply('Control+Alt+H');
    expect(hotkey.apply('Control+Alt+H')).toBe('registered');
    expect(hotkey.apply('Control+Alt+J')).toBe('registered');
    expect([...place.ours.keys()]).toEqual(['Control+Alt+J']);
  });

  it('says that another program has it, and never gives up a key that is not its own', () => {
    const place = desktop(['Control+Alt+H']);
    const { hotkey } = hotkeyOn(place);
    expect(hotkey.apply('Control+Alt+H')).toBe('refused');
    place.ours.set('Control+Alt+H', () => undefined);
    hotkey.release();
    expect(place.ours.has('Control+Alt+H')).toBe(true);
  });

  it('refuses what Electron cannot read, as a policy may hold it', () => {
    expect(hotkeyOn(desktop()).hotkey.apply('Bogus+Bogus')).toBe('refused');
  });

  it('can be switched off, and is not there on Wayland', () => {
    const place = desktop();
    const { hotkey } = hotkeyOn(place);
    hotkey.apply('Control+Alt+H');
    expect(hotkey.apply('')).toBe('off');
    expect(place.ours.size).toBe(0);
    expect(hotkeyOn(place, false).hotkey.apply('Control+Alt+H')).toBe('unsupported');
  });
});
