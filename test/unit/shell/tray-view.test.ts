import { describe, expect, it } from 'vitest';
import { trayView } from '../../../electron/shell/tray-view.ts';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import type { Snapshot } from '../../../shared/ipc/views.ts';

const { t } = createI18n('en');
const guidesFrom = 'Guides from 07:40';
type Shown = Parameters<typeof trayView>[0];

/** Only what the tray looks at. */
function state(change: {
  notices?: number;
  requests?: Snapshot['requests'][number]['state'][];
  checking?: boolean;
}): Shown {
  const { notices = 0, requests = [], checking = false } = change;
  return {
    notices: Array.from({ length: notices }, (_, n) => ({
      id: `n${n}`,
      severity: 'info',
      title: 'x',
      text: '',
    })),
    requests: requests.map((at) => ({ state: at })),
    sync: { state: checking ? 'checking' : 'idle', source: 'embedded', contentFromMs: 0 },
  } as unknown as Shown;
}

describe('the badge', () => {
  it('is not there when nothing waits', () => {
    const calm = state({
      requests: [{ kind: 'draft' }, { kind: 'sent', way: 'mail', atMs: 1 }],
    });
    expect(trayView(calm, t, guidesFrom)).toMatchObject({ icon: 'plain', tooltip: 'Zeroline: IT help' });
  });

  it('counts notices, unanswered "Did you send it?" and what went wrong', () => {
    const busy = state({
      notices: 1,
      requests: [
        { kind: 'handed-over', way: 'mail', atMs: 1 },
        { kind: 'needs-attention', reason: 'could-not-open', atMs: 1 },
      ],
    });
    expect(trayView(busy, t, guidesFrom)).toMatchObject({
      icon: 'badge',
      tooltip: 'Zeroline: 3 things wait for you',
    });
    expect(trayView(state({ notices: 1 }), t, guidesFrom).tooltip).toBe('Zeroline: 1 thing waits for you');
  });
});

describe('the menu', () => {
  const lines = (view: ReturnType<typeof trayView>) =>
    view.menu.flat().map(({ label, command }) => [label, command]);

  it('leads everywhere', () => {
    expect(lines(trayView(state({}), t, guidesFrom))).toEqual([
      ['Open Zeroline', 'open'],
      [guidesFrom, undefined],
      ['Check for new guides', 'check'],
      ['My requests', 'requests'],
      ['Settings', 'settings'],
      ['What leaves this computer', 'privacy'],
      ['Quit', 'quit'],
    ]);
  });

  it('says that it is checking, and does not offer it again meanwhile', () => {
    const view = trayView(state({ checking: true }), t, guidesFrom);
    expect(lines(view).map(([, command]) => command)).not.toContain('check');
    expect(lines(view)).toContainEqual(['Checking for new guides …', undefined]);
  });

  it('is the same data for the same state, which is what keeps rendering idempotent', () => {
    expect(trayView(state({ notices: 2 }), t, guidesFrom)).toEqual(
      trayView(state({ notices: 2 }), t, guidesFrom),
    );
  });
});
