import { spawn } from 'node:child_process';
import { checkWebUrl, type SettingsPage } from '../../shared/guides/action.ts';
import { settingsPages } from '../../shared/guides/settings-pages.ts';
import type { Os } from '../../shared/os.ts';
import { ok, refuse, toError } from '../../shared/result.ts';
import type { Opener, OpenOutcome } from '../services/ports.ts';

export interface OpenerDeps {
  os: Os;
  /** `XDG_CURRENT_DESKTOP`, for the settings program of a Linux desktop. */
  desktop: string;
  /** Electron's `shell.openExternal`. */
  openExternal(url: string): Promise<void>;
}

// One address, as people write it; quotes and spaces have no business in one that opens a mail program.
const mailAddress = /^[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
const phoneNumber = /^\+?[0-9][0-9 ()/-]{1,30}$/;
const mailFields = ['subject', 'body'] as const;

const notAllowed = (detail: string): OpenOutcome => refuse({ kind: 'not-allowed', detail });

/** A mail link rebuilt from its checked parts, or nothing. */
export function mailLink(url: string): string | undefined {
  const [address = '', query = '', ...rest] = url.replace(/^mailto:/i, '').split('?');
  if (!/^mailto:/i.test(url) || rest.length > 0 || !mailAddress.test(address)) return undefined;
  const asked = new URLSearchParams(query);
  const fields = mailFields.flatMap((field) => {
    const value = asked.get(field);
    return value === null ? [] : [`${field}=${encodeURIComponent(value)}`];
  });
  return `mailto:${address}${fields.length > 0 ? `?${fields.join('&')}` : ''}`;
}

/** What opens a settings page here: a link from the fixed table, a program with its page, or nothing. */
export function settingsTarget(
  page: SettingsPage,
  os: Os,
  desktop: string,
): { kind: 'link'; url: string } | { kind: 'program'; file: string; page: string } | undefined {
  const row = settingsPages[page];
  if (os !== 'linux') {
    const url = os === 'windows' ? row.windows : row.macos;
    return url === undefined ? undefined : { kind: 'link', url };
  }
  const names = desktop.toLowerCase().split(':');
  if (row.kde !== undefined && names.includes('kde')) return { kind: 'program', file: 'systemsettings', page: row.kde };
  if (row.gnome !== undefined && (names.includes('gnome') || names.includes('unity'))) {
    return { kind: 'program', file: 'gnome-control-center', page: row.gnome };
  }
  return undefined;
}

/** Starts a program that goes on without us. No shell: the page comes from the table, as one argument. */
function startProgram(file: string, argument: string): Promise<OpenOutcome> {
  return new Promise((resolve) => {
    const child = spawn(file, [argument], { detached: true, stdio: 'ignore' });
    // A desktop that lacks its own settings program can still be told the way in words.
    child.once('error', () => resolve(ok({ kind: 'in-words' })));
    child.once('spawn', () => {
      child.unref();
      resolve(ok({ kind: 'opened' }));
    });
  });
}

/** The one place from which anything opens outside the panel. */
export function createOpener({ os, desktop, openExternal }: OpenerDeps): Opener {
  async function open(url: string): Promise<OpenOutcome> {
    try {
      await openExternal(url);
      return ok({ kind: 'opened' });
    } catch (thrown) {
      return refuse({ kind: 'could-not-open', detail: toError(thrown).message });
    }
  }

  async function openLink(url: string, linkHosts: readonly string[]): Promise<OpenOutcome> {
    if (/^mailto:/i.test(url)) {
      const mail = mailLink(url);
      return mail === undefined ? notAllowed('mail address') : open(mail);
    }
    const checked = checkWebUrl(url, linkHosts);
    return checked.ok ? open(checked.url) : notAllowed(`${checked.error.kind} ${checked.error.host}`.trim());
  }

  return {
    openLink,
    async openAction(action, linkHosts) {
      switch (action.kind) {
        case 'web':
          return openLink(action.url, linkHosts);
        case 'mail':
          return openLink(`mailto:${action.to}`, linkHosts);
        case 'phone':
          return phoneNumber.test(action.number)
            ? open(`tel:${action.number.replace(/[^+0-9]/g, '')}`)
            : notAllowed('phone number');
        case 'settings': {
          const target = settingsTarget(action.page, os, desktop);
          if (!target) return ok({ kind: 'in-words' });
          return target.kind === 'link' ? open(target.url) : startProgram(target.file, target.page);
        }
      }
    },
  };
}
