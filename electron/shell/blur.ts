/** What keeps the panel open when another window gets the focus. */
export interface PanelHold {
  pinned: boolean;
  busy: 'guide' | 'request' | 'dialog' | 'none';
}

/** Losing the focus hides the panel, unless the person pinned it or is in the middle of something. */
export const blurHides = (hold: PanelHold): boolean => !hold.pinned && hold.busy === 'none';

/** Why the panel stays, for the pin button. */
export function pinnedBy({ pinned, busy }: PanelHold): 'person' | 'guide' | 'request' | 'none' {
  if (pinned) return 'person';
  return busy === 'dialog' ? 'guide' : busy;
}

/** What the panel is like when the tray icon or the hotkey is used. */
export interface PanelAtToggle {
  visible: boolean;
  focused: boolean;
  /** Since losing the focus last hid it. */
  hiddenByBlurForMs: number;
}

// Longer than a tray takes from pressing to telling us of the click, shorter than a person between two clicks.
const oneClickMs = 300;

/**
 * What a click on the tray icon or a press of the hotkey does. On most desktops the click takes the focus first, which
 * hides the panel: that click meant "close". A pinned panel behind the person's work gets the focus by the hotkey.
 */
export function toggled(panel: PanelAtToggle, by: 'tray' | 'hotkey'): 'show' | 'hide' | 'nothing' {
  if (panel.visible) return by === 'hotkey' && !panel.focused ? 'show' : 'hide';
  return by === 'tray' && panel.hiddenByBlurForMs < oneClickMs ? 'nothing' : 'show';
}
