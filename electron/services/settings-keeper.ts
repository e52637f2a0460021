import type { Refusal } from '../../shared/ipc/contract.ts';
import type { HotkeyView } from '../../shared/ipc/views.ts';
import { pickLanguage, type Language } from '../../shared/language.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { effectiveSettings, type Policy, type SettingKey, type Settings } from '../../shared/settings.ts';
import type { AppState } from './app-state.ts';

export interface SettingsKeeperDeps {
  state: AppState;
  policy: Policy;
  /** The operating system's preferred locales, best first. */
  preferredLocales(): readonly string[];
  defaultHotkey: string;
  isAcceptableHotkey(accelerator: string): boolean;
  /** Registers the key; an empty one lets go of it. */
  applyHotkey(accelerator: string): HotkeyView['status'];
  applyStartAtLogin(on: boolean): Promise<Result<void, { kind: 'failed'; detail: string }>>;
  applyLanguage(language: Language): Promise<void>;
  applyTextSize(percent: number): void;
}

export interface SettingsKeeper {
  current(): Settings;
  forced(): SettingKey[];
  language(): Language;
  hotkey(): HotkeyView;
  /** Takes effect at once; what another program refuses is answered, and the old value stays. */
  change(change: Partial<Settings>): Promise<Result<void, Refusal>>;
  /** Takes a refused hotkey after all, once the other program has let go of it. */
  retryHotkey(): void;
  /** Brings the machine in line with the settings; for the start. */
  applyAll(): Promise<void>;
}

/** Settings with IT's policy on top, and the one place where changing them does something. */
export function createSettingsKeeper(deps: SettingsKeeperDeps): SettingsKeeper {
  let hotkeyStatus: HotkeyView['status'] = 'off';
  const effective = () => effectiveSettings(deps.state.get().settings, deps.policy);
  const current = () => effective().settings;
  const accelerator = () => current().hotkey ?? deps.defaultHotkey;
  const language = (): Language => {
    const chosen = current().language;
    return chosen === 'system' ? pickLanguage(deps.preferredLocales()) : chosen;
  };

  /** A refused new key leaves the old one working. */
  function tryHotkey(next: string): Result<void, Refusal> {
    if (next !== '' && !deps.isAcceptableHotkey(next)) return refuse({ kind: 'not-allowed', detail: next });
    const previous = accelerator();
    const status = deps.applyHotkey(next);
    if (status === 'refused') {
      hotkeyStatus = deps.applyHotkey(previous);
      return refuse({ kind: 'could-not-open', detail: next });
    }
    hotkeyStatus = status;
    return ok(undefined);
  }

  return {
    current,
    forced: () => effective().forced,
    language,
    hotkey: () => ({ accelerator: accelerator(), status: hotkeyStatus }),
    async change(change) {
      if (change.hotkey !== undefined) {
        const tried = tryHotkey(change.hotkey);
        if (!tried.ok) return tried;
      }
      if (change.startAtLogin !== undefined) {
        const applied = await deps.applyStartAtLogin(change.startAtLogin);
        if (!applied.ok) return applied;
      }
      const languageBefore = language();
      deps.state.update((s) => ({ ...s, settings: { ...s.settings, ...change } }));
      if (language() !== languageBefore) await deps.applyLanguage(language());
      if (change.textSizePercent !== undefined) deps.applyTextSize(change.textSizePercent);
      return ok(undefined);
    },
    retryHotkey() {
      if (hotkeyStatus === 'refused') hotkeyStatus = deps.applyHotkey(accelerator());
    },
    async applyAll() {
      hotkeyStatus = deps.applyHotkey(accelerator());
      await deps.applyStartAtLogin(current().startAtLogin);
    },
  };
}
