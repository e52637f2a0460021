import { z } from 'zod';
import { isExpiredInEntra } from './entra-windows.ts';
import { expiryOf, fileTimeMs } from './file-time.ts';
import { passwordIds, passwordReadings, type PasswordFacts } from './password.ts';
import type { Question } from './powershell.ts';
import { allOf, known, unknown } from './source.ts';

const answerSchema = z.discriminatedUnion('Account', [
  z.object({ Account: z.literal('entra'), Status: z.array(z.string()) }),
  z.object({
    Account: z.literal('local'),
    /** Whose account it is; with a Microsoft account the password is kept in the cloud. */
    Source: z.string(),
    /** FILETIMEs; nothing where it never expires or was never set. */
    Expires: z.string().nullable(),
    Changed: z.string().nullable(),
  }),
  z.object({ Account: z.literal('domain'), Expires: z.string(), Changed: z.string() }),
  z.object({ Account: z.literal('not-found') }),
]);

const factsOf = (expires: PasswordFacts['expires'], changedAtMs: number): PasswordFacts =>
  Number.isFinite(changedAtMs) ? { expires, changedAtMs } : { expires };

/** The server is down, there is no such domain, it could not be contacted, no logon server, a time-out. */
const unreachable = new Set([
  0x8007203a, 0x8007054b, 0x80072020, 0x80070525, 0x8007051f, 0x80072024, 0x800705b4,
]);

/** By the identifier of whoever runs the app: S-1-12-1 is Entra ID's; a local account is known to this machine. */
const script = [
  '$sid = [Security.Principal.WindowsIdentity]::GetCurrent().User.Value',
  "if ($sid -like 'S-1-12-1-*') { return @{ Account = 'entra'; Status = @(dsregcmd.exe /status) } }",
  '$own = Get-LocalUser -SID $sid -ErrorAction SilentlyContinue',
  'if ($own) { ' +
    '$times = @($own.PasswordExpires, $own.PasswordLastSet) | ForEach-Object { if ($_) { [string]$_.ToFileTimeUtc() } else { $null } }; ' +
    "return @{ Account = 'local'; Source = [string]$own.PrincipalSource; Expires = $times[0]; Changed = $times[1] } }",
  "$search = [adsisearcher]('(objectSid=' + $sid + ')')",
  "if ($env:USERDNSDOMAIN) { $search.SearchRoot = [adsi]('LDAP://' + $env:USERDNSDOMAIN) }",
  '$search.ClientTimeout = [TimeSpan]::FromSeconds(6)',
  "$search.PropertiesToLoad.AddRange([string[]]@('msDS-UserPasswordExpiryTimeComputed', 'pwdLastSet'))",
  '$found = $search.FindOne()',
  "if (-not $found) { return @{ Account = 'not-found' } }",
  "@{ Account = 'domain'; Expires = [string]$found.Properties['msds-userpasswordexpirytimecomputed'][0]; " +
    "Changed = [string]$found.Properties['pwdlastset'][0] }",
].join('; ');

/** The password of whoever runs the app: of this machine, of a domain, or of Entra ID. */
export const passwordQuestion: Question = {
  name: 'password',
  ids: passwordIds,
  script,
  read(answer, nowMs) {
    const told = answerSchema.parse(answer);
    const notTold = allOf(passwordIds, unknown('not-supported'));
    if (told.Account === 'not-found') return notTold;
    if (told.Account === 'entra') {
      return isExpiredInEntra(told.Status) ? { ...notTold, 'password.state': known('expired') } : notTold;
    }
    if (told.Account === 'domain') {
      return passwordReadings(factsOf(expiryOf(told.Expires), fileTimeMs(told.Changed)), nowMs);
    }
    if (told.Source !== 'Local') return notTold;
    // Without a date for the last change, the next sign-in asks for a new one.
    if (told.Changed === null) return passwordReadings({ expires: 'must-change' }, nowMs);
    const expires = told.Expires === null ? 'never' : fileTimeMs(told.Expires);
    return passwordReadings(factsOf(expires, fileTimeMs(told.Changed)), nowMs);
  },
  readError: (hresult) =>
    // PowerShell prints HRESULTs as signed numbers.
    unreachable.has(hresult >>> 0) ? passwordReadings({ expires: 'unreachable' }, 0) : undefined,
};
