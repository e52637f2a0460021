import { describe, expect, it } from 'vitest';
import { defaultHotkey, hotkeyOfKeyPress, judgeHotkey, labelOfHotkey } from '../../../shared/hotkeys.ts';
import { osNames } from '../../../shared/os.ts';

const press = (code: string, held: ('ctrl' | 'alt' | 'shift' | 'meta')[] = []) => ({
  code,
  ctrlKey: held.includes('ctrl'),
  altKey: held.includes('alt'),
  shiftKey: held.includes('shift'),
  metaKey: held.includes('meta'),
});

describe('the hotkey out of the box', () => {
  it('is one that we would accept from anyone, on each system', () => {
    for (const os of osNames) expect(judgeHotkey(defaultHotkey(os), os)).toBe('ok');
  });

  it('leaves VoiceOver its Control and Option', () => {
    expect(defaultHotkey('macos').split('+')).not.toEqual(expect.arrayContaining(['Control', 'Alt']));
  });
});

describe('a chosen hotkey', () => {
  it.each([
    ['Control+H', 'too-simple'],
    ['Shift+H', 'too-simple'],
    ['H', 'too-simple'],
    ['F5', 'too-simple'],
    ['Control+F5', 'ok'],
    ['Control+Shift+Space', 'ok'],
    ['Alt+Shift+1', 'ok'],
    ['Control+Alt+Delete', 'taken-by-system'],
    ['Control+Alt+T', 'taken-by-system'],
    ['Control+Alt+F2', 'taken-by-system'],
    ['', 'unreadable'],
    ['Control+', 'unreadable'],
    ['Hyper+Alt+H', 'unreadable'],
    ['Control+Control+H', 'unreadable'],
    ['Control+Alt+é', 'unreadable'],
    ['Control+Alt+<script>', 'unreadable'],
  ])('%s on Linux is %s', (accelerator, verdict) => {
    expect(judgeHotkey(accelerator, 'linux')).toBe(verdict);
  });

  it('is judged by what the system at hand has taken', () => {
    expect(judgeHotkey('Control+Alt+T', 'windows')).toBe('ok');
    expect(judgeHotkey('Alt+Command+H', 'macos')).toBe('taken-by-system');
  });
});

describe('a key press', () => {
  it('names its place on the keyboard, whatever the layout or Option makes of it', () => {
    expect(hotkeyOfKeyPress(press('KeyH', ['ctrl', 'alt']), 'linux')).toBe('Control+Alt+H');
    expect(hotkeyOfKeyPress(press('Digit1', ['alt', 'shift']), 'windows')).toBe('Alt+Shift+1');
    expect(hotkeyOfKeyPress(press('ArrowUp', ['ctrl', 'shift']), 'linux')).toBe('Control+Shift+Up');
  });

  it('calls the same key what each system calls it', () => {
    expect(hotkeyOfKeyPress(press('KeyK', ['meta', 'shift']), 'macos')).toBe('Command+Shift+K');
    expect(hotkeyOfKeyPress(press('KeyK', ['meta', 'shift']), 'windows')).toBe('Super+Shift+K');
  });

  it('is none while only modifiers are held, or for a key that has no name', () => {
    expect(hotkeyOfKeyPress(press('ControlLeft', ['ctrl']), 'linux')).toBeUndefined();
    expect(hotkeyOfKeyPress(press('MediaPlayPause'), 'linux')).toBeUndefined();
  });
});

describe('the label', () => {
  it('is what stands on the keys', () => {
    expect(labelOfHotkey('Control+Alt+H', 'linux', 'en')).toBe('Ctrl Alt H');
    expect(labelOfHotkey('Control+Shift+H', 'macos', 'en')).toBe('⌃⇧H');
    expect(labelOfHotkey('Super+Shift+H', 'windows', 'en')).toBe('Win Shift H');
    expect(labelOfHotkey('Control+Alt+H', 'linux', 'de')).toBe('Strg Alt H');
  });
});
