/** What keeps the panel open when another window gets the focus. */
export interface PanelHold {
  pinned: boolean;
  busy: 'guide' | 'dialog' | 'none';
}

/** Losing the focus hides the panel, unless the person pinned it or is in the middle of something. */
export const blurHides = (hold: PanelHold): boolean => !hold.pinned && hold.busy === 'none';

/** Why the panel stays, for the pin button. */
export const pinnedBy = (hold: PanelHold): 'person' | 'guide' | 'none' =>
  hold.pinned ? 'person' : hold.busy === 'none' ? 'none' : 'guide';
