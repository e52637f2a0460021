import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known, unknown } from './source.ts';

const answerSchema = z.object({
  /** Lines of `netsh wlan show interfaces` with a percent sign. */
  Lines: z.array(z.string()),
  /** Bars of the connected Wi-Fi, 0 to 5. */
  Bars: z.number().min(0).max(5).nullable(),
});

/** Only the signal is a bare percentage, in every language of Windows; a network that is called "50%" spoils that. */
export function signalPercent(lines: readonly string[]): number | undefined {
  const percents = lines.flatMap((line) => /:\s*(\d{1,3})\s*%\s*$/.exec(line)?.[1] ?? []).map(Number);
  return percents.length === 1 ? percents.find((percent) => percent <= 100) : undefined;
}

/**
 * How well the Wi-Fi is received. From Windows 11 24H2 on (build 26100) netsh needs the permission for the location and
 * asks people for it, out of the blue: there only the bars are read, in steps of 20.
 */
export const wifiQuestion: Question = {
  name: 'wifi',
  ids: ['wifi.signalPercent'],
  script:
    "$build = [int](Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion').CurrentBuild; " +
    "$lines = @(); if ($build -lt 26100) { $lines = @(@(netsh.exe wlan show interfaces) -match '%') }; " +
    '$bars = $null; try { ' +
    '$wlan = [Windows.Networking.Connectivity.NetworkInformation, Windows.Networking.Connectivity, ContentType=WindowsRuntime]::GetConnectionProfiles() | ' +
    'Where-Object { $_.IsWlanConnectionProfile -and [int]$_.GetNetworkConnectivityLevel() -gt 0 } | Select-Object -First 1; ' +
    'if ($wlan) { $bars = $wlan.GetSignalBars() } } catch { }; ' +
    '@{ Lines = $lines; Bars = $bars }',
  read(answer) {
    const { Lines, Bars } = answerSchema.parse(answer);
    const percent = signalPercent(Lines) ?? (Bars === null ? undefined : Bars * 20);
    return { 'wifi.signalPercent': percent === undefined ? unknown('not-present') : known(percent) };
  },
};
