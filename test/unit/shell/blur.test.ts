import { describe, expect, it } from 'vitest';
import { blurHides, pinnedBy, toggled } from '../../../electron/shell/blur.ts';

describe('losing the focus', () => {
  it('hides a panel that nothing holds', () => {
    expect(blurHides({ pinned: false, busy: 'none' })).toBe(true);
  });

  it.each([
    { pinned: true, busy: 'none' },
    { pinned: false, busy: 'guide' },
    { pinned: false, busy: 'dialog' },
  ] as const)('leaves it open when %o', (hold) => {
    expect(blurHides(hold)).toBe(false);
  });

  it('says who holds it: the person before the guide', () => {
    expect(pinnedBy({ pinned: true, busy: 'guide' })).toBe('person');
    expect(pinnedBy({ pinned: false, busy: 'guide' })).toBe('guide');
    expect(pinnedBy({ pinned: false, busy: 'request' })).toBe('request');
    expect(pinnedBy({ pinned: false, busy: 'none' })).toBe('none');
  });
});

describe('toggling', () => {
  const longAgo = 60_000;

  it('shows a hidden panel and hides one in use', () => {
    for (const by of ['tray', 'hotkey'] as const) {
      expect(toggled({ visible: false, focused: false, hiddenByBlurForMs: longAgo }, by)).toBe('show');
      expect(toggled({ visible: true, focused: true, hiddenByBlurForMs: longAgo }, by)).toBe('hide');
    }
  });

  it('leaves a panel hidden that the very click on the tray has hidden', () => {
    expect(toggled({ visible: false, focused: false, hiddenByBlurForMs: 40 }, 'tray')).toBe('nothing');
    expect(toggled({ visible: false, focused: false, hiddenByBlurForMs: 40 }, 'hotkey')).toBe('show');
  });

  it('brings the focus to a pinned panel by the hotkey, and puts it away by the tray', () => {
    const behindWork = { visible: true, focused: false, hiddenByBlurForMs: longAgo };
    expect(toggled(behindWork, 'hotkey')).toBe('show');
    expect(toggled(behindWork, 'tray')).toBe('hide');
  });
});
