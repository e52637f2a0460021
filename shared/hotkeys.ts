import type { Language } from './language.ts';
import type { Os } from './os.ts';

/**
 * The hotkey out of the box. On macOS VoiceOver owns Control+Option and Command+Option+H hides other programs; on
 * Windows and Linux no system function and no AltGr letter of our languages' keyboards uses Ctrl+Alt+H.
 */
export const defaultHotkey = (os: Os): string => (os === 'macos' ? 'Control+Shift+H' : 'Control+Alt+H');

/**
 * Combinations that a system uses itself, as their help pages list them (Windows keyboard shortcuts, Mac keyboard
 * shortcuts, GNOME and KDE keyboard settings). Modifiers in the order of `modifierOrder`.
 */
const taken: Readonly<Record<Os, readonly string[]>> = {
  windows: [
    'Control+Alt+Delete',
    'Control+Alt+Tab',
    'Control+Shift+Escape',
    'Control+Alt+Up',
    'Control+Alt+Down',
    'Control+Alt+Left',
    'Control+Alt+Right',
    'Alt+Shift+Tab',
  ],
  macos: [
    'Command+Shift+3',
    'Command+Shift+4',
    'Command+Shift+5',
    'Command+Shift+Q',
    'Alt+Command+Escape',
    'Alt+Command+H',
    'Alt+Command+D',
    'Control+Command+Q',
    'Control+Command+F',
    'Control+Command+Space',
    'Command+Shift+/',
  ],
  linux: [
    'Control+Alt+Delete',
    'Control+Alt+T',
    'Control+Alt+L',
    'Control+Alt+D',
    'Control+Alt+Up',
    'Control+Alt+Down',
    'Control+Alt+Left',
    'Control+Alt+Right',
    'Control+Alt+Tab',
    'Control+Shift+Escape',
    'Alt+Shift+Tab',
    ...Array.from({ length: 12 }, (_, n) => `Control+Alt+F${n + 1}`),
  ],
};

const modifierOrder = ['Control', 'Alt', 'Command', 'Super', 'Shift'] as const;
type Modifier = (typeof modifierOrder)[number];

const keyPattern =
  /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Tab|Escape|Delete|Insert|Home|End|PageUp|PageDown|Up|Down|Left|Right|[,./;=\-[\]\\`'])$/;

function parse(accelerator: string): { modifiers: Modifier[]; key: string } | undefined {
  const parts = accelerator.split('+');
  const key = parts.pop() ?? '';
  const modifiers = modifierOrder.filter((modifier) => parts.includes(modifier));
  return modifiers.length === parts.length && keyPattern.test(key) ? { modifiers, key } : undefined;
}

export type HotkeyVerdict = 'ok' | 'unreadable' | 'too-simple' | 'taken-by-system';

/**
 * Whether a combination can serve as the hotkey: two modifiers and a key, or a function key with one, so that nobody
 * loses a letter or a common command; and not one that the system has for itself.
 */
export function judgeHotkey(accelerator: string, os: Os): HotkeyVerdict {
  const parsed = parse(accelerator);
  if (!parsed) return 'unreadable';
  const { modifiers, key } = parsed;
  const strong = modifiers.filter((modifier) => modifier !== 'Shift').length;
  const enough = /^F\d/.test(key) ? modifiers.length >= 1 : modifiers.length >= 2 && strong >= 1;
  if (!enough) return 'too-simple';
  return taken[os].includes([...modifiers, key].join('+')) ? 'taken-by-system' : 'ok';
}

const macSymbols: Readonly<Record<string, string>> = {
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Command: '⌘',
  Super: '⌘',
};
const otherNames: Readonly<Record<string, string>> = { Control: 'Ctrl', Super: 'Super', Command: 'Super' };
/** German keyboards are the only ones of our languages that print names of their own on these keys. */
const germanNames: Readonly<Record<string, string>> = { ...otherNames, Control: 'Strg', Shift: 'Umschalt' };

/** The combination as the person's keyboard names it: `Ctrl Alt H`, on a Mac `⌃⇧H`. */
export function labelOfHotkey(accelerator: string, os: Os, language: Language): string {
  const parts = accelerator.split('+');
  if (os === 'macos') return parts.map((part) => macSymbols[part] ?? part).join('');
  const superName = os === 'windows' ? 'Win' : 'Super';
  const names = language === 'de' ? germanNames : otherNames;
  return parts.map((part) => (part === 'Super' ? superName : (names[part] ?? part))).join(' ');
}

/** The parts of a DOM keyboard event that name a combination. */
export interface KeyPress {
  /** `KeyboardEvent.code`: the key's place, since Option or AltGr changes what `key` says. */
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

const codeNames: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Equal: '=',
  Minus: '-',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
  Quote: "'",
};

/** The accelerator of a key press, or nothing while only modifiers are held. */
export function hotkeyOfKeyPress(press: KeyPress, os: Os): string | undefined {
  const key = codeNames[press.code] ?? press.code.replace(/^(?:Key|Digit)/, '');
  if (!keyPattern.test(key)) return undefined;
  const held: Modifier[] = [
    ...(press.ctrlKey ? (['Control'] as const) : []),
    ...(press.altKey ? (['Alt'] as const) : []),
    ...(press.metaKey ? [os === 'macos' ? ('Command' as const) : ('Super' as const)] : []),
    ...(press.shiftKey ? (['Shift'] as const) : []),
  ];
  return [...held, key].join('+');
}
