import { directoryPassword } from './password-directory.ts';
import { passwordIds, passwordReadings, type PasswordFacts } from './password.ts';
import { textOf, type RunCommand, type SignalSource } from './source.ts';

const dayMs = 24 * 60 * 60_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mar 03, 2023`, as the C locale has it, or `2023-03-03` of `chage -i`; days of the shadow file are UTC's. */
function dayOf(text: string): number | undefined {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (iso) return Date.UTC(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  const word = /^([A-Z][a-z]{2}) (\d\d?), (\d{4})$/.exec(text);
  const month = months.indexOf(word?.[1] ?? '');
  return month < 0 ? undefined : Date.UTC(Number(word?.[3]), month, Number(word?.[2]));
}

/** `chage -l`, in English. A date is the last whole day on which the password still works. */
export function parseChage(output: string): PasswordFacts | undefined {
  const field = (name: string): string =>
    new RegExp(`^${name}\\s*:\\s*(.*?)\\s*$`, 'm').exec(output)?.[1] ?? '';
  const changed = field('Last password change');
  const expires = field('Password expires');
  if (changed === 'password must be changed' || expires === 'password must be changed')
    return { expires: 'must-change' };
  const changedAtMs = dayOf(changed);
  const lastDay = expires === 'never' ? expires : dayOf(expires);
  if (lastDay === undefined) return undefined;
  return {
    expires: lastDay === 'never' ? 'never' : lastDay + dayMs,
    ...(changedAtMs === undefined ? {} : { changedAtMs }),
  };
}

/** Whether the account is kept on this machine: the directory's are not in the file. */
export const isLocalAccount = (passwd: string, user: string): boolean =>
  passwd.split('\n').some((line) => line.startsWith(`${user}:`));

/** The password of whoever runs the app; everyone may ask `chage` about themselves. */
export function linuxPasswordSource({
  root,
  user,
  run,
}: {
  root: string;
  user: string;
  run: RunCommand;
}): SignalSource {
  return {
    source: 'chage -l, or the directory with the Kerberos ticket at hand',
    ids: passwordIds,
    async read(nowMs) {
      const passwd = (await textOf(`${root}/etc/passwd`)) ?? '';
      const facts = isLocalAccount(passwd, user)
        ? parseChage(await run('chage', ['-l', user]))
        : await directoryPassword(run);
      // What can't be made out is no date.
      return passwordReadings(facts ?? { expires: Number.NaN }, nowMs);
    },
    keepMs: 30 * 60_000,
    timeoutMs: 8_000,
  };
}
