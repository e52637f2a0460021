import { describe, expect, it } from 'vitest';
import { createOpener, mailLink, settingsTarget } from '../../../electron/adapters/opener.ts';
import { ok } from '../../../shared/result.ts';
import { onlyPrograms } from './fake-programs.ts';

const hosts = ['intranet.example.org'];
const link = 'https://intranet.example.org/vpn?from=guide';

/** Windows and macOS open links by Electron; what it was asked is recorded. */
function recorded(os: 'windows' | 'macos' = 'windows') {
  const opened: string[] = [];
  const openExternal = (url: string) => {
    opened.push(url);
    return Promise.resolve();
  };
  return { opened, opener: createOpener({ os, desktop: '', openExternal }) };
}

const onLinux = (desktop = 'GNOME') =>
  createOpener({ os: 'linux', desktop, openExternal: () => Promise.reject(new Error('not on Linux')) });

describe('opening a link', () => {
  it('hands a listed one to the system', async () => {
    const { opened, opener } = recorded();
    expect(await opener.openLink(link, hosts)).toEqual(ok({ kind: 'opened' }));
    expect(await opener.openAction({ kind: 'web', url: link }, hosts)).toEqual(ok({ kind: 'opened' }));
    expect(opened).toEqual([link, link]);
  });

  it('opens what was checked, not what was written: programs read slashes and blanks in their own ways', async () => {
    const { opened, opener } = recorded();
    await opener.openLink(' https:\\\\intranet.example.org\\@evil.example.net/\n', hosts);
    expect(opened).toEqual(['https://intranet.example.org/@evil.example.net/']);
  });

  it('tells when the system refuses', async () => {
    const broken = createOpener({
      os: 'windows',
      desktop: '',
      openExternal: () => Promise.reject(new Error('no application')),
    });
    const detail = 'no application';
    expect(await broken.openLink(link, hosts)).toEqual({
      ok: false,
      error: { kind: 'could-not-open', detail },
    });
  });

  it('dials digits', async () => {
    const { opened, opener } = recorded();
    await opener.openAction({ kind: 'phone', number: '+47 (22) 85-55 00' }, []);
    expect(opened).toEqual(['tel:+4722855500']);
  });
});

describe('on Linux', () => {
  it('asks xdg-open, with the link as one argument', async () => {
    const { calls } = await onlyPrograms({ 'xdg-open': 'exit 0' });
    expect(await onLinux().openLink(link, hosts)).toEqual(ok({ kind: 'opened' }));
    expect(await calls()).toEqual([`xdg-open ${link}`]);
  });

  it('says so when xdg-open fails or is not there, where Electron would call it a success', async () => {
    await onlyPrograms({ 'xdg-open': 'exit 3' });
    const failed = { ok: false, error: { kind: 'could-not-open', detail: 'xdg-open: exit 3' } };
    expect(await onLinux().openLink(link, hosts)).toEqual(failed);
    await onlyPrograms({});
    expect(await onLinux().openLink(link, hosts)).toMatchObject({
      ok: false,
      error: { kind: 'could-not-open' },
    });
  });

  it('counts a launcher that stays as opened: it may be the browser itself', async () => {
    await onlyPrograms({ 'xdg-open': 'exec /bin/sleep 3' });
    expect(await onLinux().openLink(link, hosts)).toEqual(ok({ kind: 'opened' }));
  });

  it("opens a page of the desktop's own settings, under either name of KDE's program", async () => {
    const gnome = await onlyPrograms({ 'gnome-control-center': 'exit 0' });
    expect(await onLinux('ubuntu:GNOME').openAction({ kind: 'settings', page: 'sound' }, [])).toEqual(
      ok({ kind: 'opened' }),
    );
    expect(await gnome.calls()).toEqual(['gnome-control-center sound']);
    const kde = await onlyPrograms({ systemsettings5: 'exit 0' });
    await onLinux('KDE').openAction({ kind: 'settings', page: 'sound' }, []);
    expect(await kde.calls()).toEqual(['systemsettings5 kcm_pulseaudio']);
  });

  it('says it in words where there is no such page or program', async () => {
    await onlyPrograms({});
    const page = { kind: 'settings', page: 'sound' } as const;
    expect(await onLinux('XFCE').openAction(page, [])).toEqual(ok({ kind: 'in-words' }));
    expect(await onLinux('GNOME').openAction(page, [])).toEqual(ok({ kind: 'in-words' }));
  });
});

describe('settings pages', () => {
  it('come from the table of the system', () => {
    expect(settingsTarget('sound', 'windows', '')).toEqual({ kind: 'link', url: 'ms-settings:sound' });
    expect(settingsTarget('screen-recording', 'windows', '')).toBeUndefined();
    expect(settingsTarget('sound', 'macos', '')).toMatchObject({ kind: 'link' });
  });
});

describe('a mail link', () => {
  it('keeps subject and body, and nothing else', () => {
    expect(
      mailLink('mailto:it@example.org?subject=VPN%20%C3%A5&body=a%0D%0Ab&cc=x@y.org&attach=/etc/passwd'),
    ).toBe('mailto:it@example.org?subject=VPN%20%C3%A5&body=a%0D%0Ab');
    expect(mailLink('MAILTO:it@example.org')).toBe('mailto:it@example.org');
  });

  it('has a subject of one line: a second would be a header', () => {
    expect(mailLink('mailto:it@example.org?subject=a%0D%0ABcc:b@c.org')).toBe(
      'mailto:it@example.org?subject=a%20Bcc%3Ab%40c.org',
    );
  });

  it('encodes what an address may hold but a link or a shell would take for its own', () => {
    expect(mailLink('mailto:a&attach=b@example.org')).toBe('mailto:a%26attach%3Db@example.org');
    expect(mailLink('mailto:a`id`$b|c@example.org')).toBe('mailto:a%60id%60%24b%7Cc@example.org');
  });
});
