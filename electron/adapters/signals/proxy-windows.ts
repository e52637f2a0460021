import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known } from './source.ts';

const answerSchema = z.object({ IsManual: z.boolean(), HasScript: z.boolean() });

const settings = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/**
 * The proxy of the person, or the machine's where policy says so. "Detect automatically" alone counts as none: it is on
 * everywhere, and finds nothing where nobody set it up. Addresses stay in PowerShell.
 */
export const proxyQuestion: Question = {
  name: 'proxy',
  ids: ['proxy.kind'],
  script:
    `$policy = Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\CurrentVersion\\Internet Settings' -ErrorAction SilentlyContinue; ` +
    "$root = if ($policy -and $policy.ProxySettingsPerUser -eq 0) { 'HKLM:\\' } else { 'HKCU:\\' }; " +
    `$s = Get-ItemProperty -Path ($root + '${settings}'); ` +
    '@{ IsManual = [bool]($s.ProxyEnable -eq 1 -and $s.ProxyServer); HasScript = [bool]$s.AutoConfigURL }',
  read(answer) {
    const { IsManual, HasScript } = answerSchema.parse(answer);
    // A script goes first where both are set.
    return { 'proxy.kind': known(HasScript ? 'automatic' : IsManual ? 'manual' : 'none') };
  },
};
