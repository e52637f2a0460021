import type { Refusal } from '../../shared/ipc/contract.ts';
import type { HotkeyView } from '../../shared/ipc/views.ts';
import { pickLanguage, type Language } from '../../shared/language.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { effectiveSettings, type MergedPolicy, type PolicyPlace } from '../../shared/policy/policy.ts';
import type { SettingKey, Settings } from '../../shared/settings.ts';
import type { AppState } from './app-state.ts';

export interface SettingsKeeperDeps {
  state: AppState;
  /** As it is now; `policyChanged` says that it is another. */
  policy(): MergedPolicy;
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
  /** What IT has decided, and where it did. */
  forced(): Partial<Record<SettingKey, PolicyPlace>>;
  language(): Language;
  hotkey(): HotkeyView;
  /** Takes effect at once; what another program refuses is answered, and the old value stays. */
  change(change: Partial<Settings>): Promise<Result<void, Refusal>>;
  /** Takes a refused hotkey after all, once the other program has let go of it. */
  retryHotkey(): void;
  /** Brings the machine in line with the settings; for the start. */
  applyAll(): Promise<void>;
  /** Brings the machine in line with another policy, and touches only what that one changes. */
  policyChanged(): Promise<void>;
}

/** Settings with IT's policy on top, and the one place where changing them does something. */
export function createSettingsKeeper(deps: SettingsKeeperDeps): SettingsKeeper {
  let hotkeyStatus: HotkeyView['status'] = 'off';
  const effective = () => effectiveSettings(deps.state.get().settings, deps.policy());
  const current = () => effective().settings;
  const accelerator = () => current().hotkey ?? deps.defaultHotkey;
  const language = (): Language => {
    const chosen = current().language;
    return chosen === 'system' ? pickLanguage(deps.preferredLocales()) : chosen;
  };

  const inEffect = () => ({
    accelerator: accelerator(),
    language: language(),
    textSizePercent: current().textSizePercent,
    startAtLogin: current().startAtLogin,
  });
  let applied = inEffect();

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
      applied = inEffect();
      return ok(undefined);
    },
    retryHotkey() {
      if (hotkeyStatus === 'refused') hotkeyStatus = deps.applyHotkey(accelerator());
    },
    async applyAll() {
      hotkeyStatus = deps.applyHotkey(accelerator());
      await deps.applyStartAtLogin(current().startAtLogin);
      applied = inEffect();
    },
    async policyChanged() {
      const before = applied;
      applied = inEffect();
      const now = applied;
      if (now.accelerator !== before.accelerator) hotkeyStatus = deps.applyHotkey(now.accelerator);
      if (now.textSizePercent !== before.textSizePercent) deps.applyTextSize(now.textSizePercent);
      if (now.startAtLogin !== before.startAtLogin) await deps.applyStartAtLogin(now.startAtLogin);
      if (now.language !== before.language) await deps.applyLanguage(now.language);
    },
  };
}
