import { dueNotices, type NoticeState } from '../../shared/campaigns/due-notices.ts';
import { noticeView } from '../../shared/campaigns/notice-view.ts';
import { contactsView } from '../../shared/contacts/contacts-view.ts';
import type { Snapshot } from '../../shared/ipc/views.ts';
import type { Os } from '../../shared/os.ts';
import type { Join } from '../../shared/requests/join.ts';
import type { Settings } from '../../shared/settings.ts';
import type { PreviewLibrary } from './preview-library.ts';

/** What a person did in the panel since the page was opened. */
export interface PreviewMemory {
  settings: Settings;
  notices: NoticeState;
  joins: readonly Join[];
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
  const who = { os, language: pack.language, installId: 'preview' };
  const due = dueNotices(pack.campaigns, memory.notices, who, nowMs).show;
  return {
    revision,
    version: 'preview',
    os,
    language: pack.language,
    nowMs,
    settings: memory.settings,
    managed: { values: {}, places: {} },
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
    notices: due.map((notice) => noticeView(notice, (id) => library.ref(id) !== undefined, memory.joins)),
    welcomeBack: [],
    suggestions: [],
    contacts: contactsView(pack.organisation, nowMs),
    requests: [],
    sync: { state: 'idle', source: 'preview', contentFromMs: pack.contentFromMs, health: 'good' },
    panel: { pinned: memory.pinned, pinnedBy: memory.pinned ? 'person' : 'none' },
  };
}
