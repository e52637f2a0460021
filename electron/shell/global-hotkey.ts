import type { HotkeyView } from '../../shared/ipc/views.ts';

export interface GlobalHotkeyDeps {
  globalShortcut: {
    register(accelerator: string, pressed: () => void): boolean;
    unregister(accelerator: string): void;
  };
  /** Wayland gives no program a key of the whole desktop; people bind `zeroline --toggle` there. */
  isSupported: boolean;
  onPressed(): void;
}

export interface GlobalHotkey {
  /** Takes this key instead of the one before; an empty one takes none. Owns only its own key. */
  apply(accelerator: string): HotkeyView['status'];
  release(): void;
}

export function createGlobalHotkey({
  globalShortcut,
  isSupported,
  onPressed,
}: GlobalHotkeyDeps): GlobalHotkey {
  let held: string | undefined;

  function release(): void {
    if (held !== undefined) globalShortcut.unregister(held);
    held = undefined;
  }

  return {
    release,
    apply(accelerator) {
      if (!isSupported) return 'unsupported';
      if (accelerator === held) return 'registered';
      release();
      if (accelerator === '') return 'off';
      try {
        if (!globalShortcut.register(accelerator, onPressed)) return 'refused';
      } catch {
        // Electron throws at an accelerator that it can't read, for example from a policy.
        return 'refused';
      }
      held = accelerator;
      return 'registered';
    },
  };
}
