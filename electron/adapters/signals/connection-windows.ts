import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known, unknown } from './source.ts';

/** NetworkConnectivityLevel: 0 none, 1 local, 2 constrained (a sign-in page), 3 internet. */
const answerSchema = z.object({ Level: z.number().int().min(0).max(3) });

/** What Windows found out by itself about the way to the internet; nothing is sent for it. */
export const connectionQuestion: Question = {
  name: 'connection',
  ids: ['network.captivePortal'],
  script:
    '$p = [Windows.Networking.Connectivity.NetworkInformation, Windows.Networking.Connectivity, ContentType=WindowsRuntime]::GetInternetConnectionProfile(); ' +
    '@{ Level = if ($p) { [int]$p.GetNetworkConnectivityLevel() } else { 0 } }',
  read(answer) {
    const { Level } = answerSchema.parse(answer);
    if (Level >= 2) return { 'network.captivePortal': known(Level === 2) };
    // "Local" is also said where IT switched off Windows' own test.
    return { 'network.captivePortal': unknown(Level === 0 ? 'not-present' : 'not-supported') };
  },
};
