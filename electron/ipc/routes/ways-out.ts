import type { Organisation } from '../../../shared/packs/organisation.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { GuideLibrary } from '../../services/guide-library.ts';
import type { Clipboard, Opener, OpenOutcome } from '../../services/ports.ts';
import type { Routes } from '../handle.ts';

export interface WaysOutDeps {
  library: GuideLibrary;
  opener: Opener;
  clipboard: Clipboard;
  /** What this sitting would tell a person, for the clipboard of a chat; undefined when nothing happened yet. */
  journeyNotes(): string | undefined;
}

const answer = (outcome: OpenOutcome) =>
  outcome.ok ? ok(outcome.value) : refuse({ kind: outcome.error.kind, detail: outcome.error.detail });

/** Everything that opens something outside the panel. */
export function waysOutRoutes(deps: WaysOutDeps): Pick<Routes, 'action.open' | 'contact.open'> {
  const { library, opener, clipboard } = deps;
  const organisation = (): Organisation => library.head().organisation;
  const notThere = (contact: string) =>
    refuse({ kind: 'not-allowed' as const, detail: `no ${contact} contact` });
  return {
    'action.open': async ({ guide, action }) => {
      if (!(await library.hasAction(guide, action))) return refuse({ kind: 'not-in-guide', detail: guide });
      if (action.kind === 'guide')
        return refuse({ kind: 'not-allowed', detail: 'the panel opens guides itself' });
      return answer(await opener.openAction(action, organisation().linkHosts));
    },

    'contact.open': async ({ contact }) => {
      const { phone, chat, mail } = organisation().contacts;
      const hosts = organisation().linkHosts;
      if (contact === 'phone') {
        return phone
          ? answer(await opener.openAction({ kind: 'phone', number: phone.number }, hosts))
          : notThere(contact);
      }
      if (contact === 'mail') {
        return mail
          ? answer(await opener.openAction({ kind: 'mail', to: mail.to }, hosts))
          : notThere(contact);
      }
      if (!chat) return notThere(contact);
      const notes = deps.journeyNotes();
      if (notes) clipboard.writeText(notes);
      return answer(await opener.openLink(chat.url, hosts));
    },
  };
}
