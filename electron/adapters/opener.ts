import { checkWebUrl, type SettingsPage } from '../../shared/guides/action.ts';
import { isMailAddress, isPhoneNumber } from '../../shared/guides/address.ts';
import { settingsPages } from '../../shared/guides/settings-pages.ts';
import type { Os } from '../../shared/os.ts';
import { isSafeUrl } from '../../shared/delivery/hub-place.ts';
import { ok, refuse, toError } from '../../shared/result.ts';
import type { Opener, OpenOutcome, SignInOpener } from '../services/ports.ts';
import { startProgram } from './start-program.ts';

export interface OpenerDeps {
  os: Os;
  /** `XDG_CURRENT_DESKTOP`, for the settings program of a Linux desktop. */
  desktop: string;
  /** Electron's `shell.openExternal`; not used on Linux, where it calls every start a success. */
  openExternal(url: string): Promise<void>;
}

const notAllowed = (detail: string): OpenOutcome => refuse({ kind: 'not-allowed', detail });
const couldNotOpen = (detail: string): OpenOutcome => refuse({ kind: 'could-not-open', detail });

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** A mail link for one address. Encoded, so that no character of the address can begin a header or an attachment. */
function mailTo(address: string, fields: readonly string[] = []): string | undefined {
  if (!isMailAddress(address)) return undefined;
  const at = address.lastIndexOf('@');
  const to = `${encodeURIComponent(address.slice(0, at))}@${address.slice(at + 1)}`;
  return `mailto:${to}${fields.length > 0 ? `?${fields.join('&')}` : ''}`;
}

/** A mail link rebuilt from its checked parts, or nothing. Only subject and body go along. */
export function mailLink(url: string): string | undefined {
  const [, address = '', query = ''] = /^mailto:(?!\/)([^?]*)(?:\?([^?]*))?$/i.exec(url) ?? [];
  const asked = new URLSearchParams(query);
  // A subject is one line: a second one would be a header of its own.
  const subject = asked.get('subject')?.replace(/[\r\n]+/g, ' ');
  const body = asked.get('body');
  return mailTo(decoded(address) ?? '', [
    ...(subject === undefined ? [] : [`subject=${encodeURIComponent(subject)}`]),
    ...(body === null ? [] : [`body=${encodeURIComponent(body)}`]),
  ]);
}

/** What opens a settings page here: a link from the fixed table, the first of some programs, or nothing. */
export function settingsTarget(
  page: SettingsPage,
  os: Os,
  desktop: string,
): { kind: 'link'; url: string } | { kind: 'program'; files: readonly string[]; page: string } | undefined {
  const row = settingsPages[page];
  if (os !== 'linux') {
    const url = os === 'windows' ? row.windows : row.macos;
    return url === undefined ? undefined : { kind: 'link', url };
  }
  const names = desktop.toLowerCase().split(':');
  if (row.kde !== undefined && names.includes('kde')) {
    return { kind: 'program', files: ['systemsettings', 'systemsettings5'], page: row.kde };
  }
  if (row.gnome !== undefined && (names.includes('gnome') || names.includes('unity'))) {
    return { kind: 'program', files: ['gnome-control-center'], page: row.gnome };
  }
  return undefined;
}

/** The one place from which anything opens outside the panel. */
export function createOpener({ os, desktop, openExternal }: OpenerDeps): Opener & SignInOpener {
  /** Only for links that were checked. */
  async function open(url: string): Promise<OpenOutcome> {
    if (os === 'linux') {
      const start = await startProgram('xdg-open', url);
      if (start.kind === 'started') return ok({ kind: 'opened' });
      return couldNotOpen(start.kind === 'missing' ? 'xdg-open is not installed' : start.detail);
    }
    try {
      await openExternal(url);
      return ok({ kind: 'opened' });
    } catch (thrown) {
      return couldNotOpen(toError(thrown).message);
    }
  }

  async function openSettings(page: SettingsPage): Promise<OpenOutcome> {
    const target = settingsTarget(page, os, desktop);
    if (target?.kind === 'link') return open(target.url);
    if (target) {
      for (const file of target.files) {
        const start = await startProgram(file, target.page);
        if (start.kind === 'started') return ok({ kind: 'opened' });
      }
    }
    // A desktop that lacks its own settings program can still be told the way in words.
    return ok({ kind: 'in-words' });
  }

  async function openMail(link: string | undefined): Promise<OpenOutcome> {
    return link === undefined ? notAllowed('mail address') : open(link);
  }

  async function openLink(url: string, linkHosts: readonly string[]): Promise<OpenOutcome> {
    if (/^mailto:/i.test(url)) return openMail(mailLink(url));
    const checked = checkWebUrl(url, linkHosts);
    return checked.ok ? open(checked.url) : notAllowed(`${checked.error.kind} ${checked.error.host}`.trim());
  }

  return {
    openLink,
    async openSignIn(url) {
      return isSafeUrl(url) ? open(url) : notAllowed('sign-in');
    },
    async openAction(action, linkHosts) {
      switch (action.kind) {
        case 'web':
          return openLink(action.url, linkHosts);
        case 'mail':
          return openMail(mailTo(action.to));
        case 'phone':
          return isPhoneNumber(action.number)
            ? open(`tel:${action.number.replace(/[^+0-9]/g, '')}`)
            : notAllowed('phone number');
        case 'settings':
          return openSettings(action.page);
      }
    },
  };
}
