import { dueNotices, type NoticeState } from '../../shared/campaigns/due-notices.ts';
import { contactsView } from '../../shared/contacts/contacts-view.ts';
import type { Snapshot } from '../../shared/ipc/views.ts';
import type { Os } from '../../shared/os.ts';
import type { Settings } from '../../shared/settings.ts';
import type { PreviewLibrary } from './preview-library.ts';

/** What a person did in the panel since the page was opened. */
export interface PreviewMemory {
  settings: Settings;
  notices: NoticeState;
  starred: readonly string[];
  recent: readonly string[];
  pinned: boolean;
}

/** The panel's state on a machine of this system, today. What only a machine knows is left out. */
export function previewSnapshot(
  library: PreviewLibrary,
  memory: PreviewMemory,
  { os, nowMs, revision }: { os: Os; nowMs: number; revision: number },
): Snapshot {
  const { pack } = library;
  const due = dueNotices(pack.campaigns, memory.notices, os, nowMs).show;
  return {
    revision,
    version: 'preview',
    os,
    language: pack.language,
    nowMs,
    settings: memory.settings,
    forcedSettings: [],
    hotkey: { accelerator: '', status: 'off' },
    defaultHotkey: '',
    problems: [],
    organisationName: pack.organisation.name,
    areas: library.areas,
    guideCount: library.guideCount,
    outdated: [],
    mostAsked: library.refs(pack.mostAsked),
    recent: library.refs(memory.recent),
    starred: library.refs(memory.starred),
    inProgress: [],
    notices: due.map(({ key, campaign: { severity, title, text, guide } }) => ({
      ...{ id: key, severity, title, text },
      ...(guide !== undefined && library.ref(guide) ? { guide } : {}),
    })),
    suggestions: [],
    contacts: contactsView(pack.organisation, nowMs),
    requests: [],
    sync: { state: 'idle', source: 'preview', contentFromMs: pack.contentFromMs, health: 'good' },
    panel: { pinned: memory.pinned, pinnedBy: memory.pinned ? 'person' : 'none' },
  };
}
