import { z } from 'zod';
import type { Question } from './powershell.ts';
import { known, unknown } from './source.ts';

/** QUERY_USER_NOTIFICATION_STATE of shellapi.h. */
const states = {
  notPresent: 1,
  busy: 2,
  direct3dFullScreen: 3,
  presentation: 4,
  acceptsNotifications: 5,
  quietTime: 6,
  storeApp: 7,
} as const;
const fullScreen: readonly number[] = [
  states.busy,
  states.direct3dFullScreen,
  states.presentation,
  states.storeApp,
];

const answerSchema = z.object({
  State: z.number().int().min(1).max(7),
});

/**
 * Whether something fills the screen. Behind a lock or a screen saver Windows does not tell. "Quiet time" is the first
 * hour of a new account.
 */
export const notificationStateQuestion: Question = {
  name: 'notificationState',
  ids: ['screen.fullScreen'],
  // The quotes of C# would have to be escaped on the command line.
  script:
    "$code = '[DllImport({0}shell32.dll{0})] public static extern int SHQueryUserNotificationState(out int state);' -f [char]34; " +
    '$shell = Add-Type -Namespace Zeroline -Name Shell -MemberDefinition $code -PassThru; ' +
    '$state = 0; $result = $shell::SHQueryUserNotificationState([ref]$state); ' +
    "if ($result -ne 0) { throw 'SHQueryUserNotificationState' }; @{ State = $state }",
  read(answer) {
    const { State } = answerSchema.parse(answer);
    return {
      'screen.fullScreen':
        State === states.notPresent ? unknown('not-present') : known(fullScreen.includes(State)),
    };
  },
};

/** The lock screen is a program of its own, in the session of whoever locked it. */
export const lockQuestion: Question = {
  name: 'lock',
  ids: ['screen.locked'],
  script:
    '$session = (Get-Process -Id $PID).SessionId; ' +
    '@{ IsLocked = @(Get-Process -Name LogonUI -ErrorAction SilentlyContinue | Where-Object { $_.SessionId -eq $session }).Count -gt 0 }',
  read: (answer) => ({ 'screen.locked': known(z.object({ IsLocked: z.boolean() }).parse(answer).IsLocked) }),
};

const profileSchema = z.object({ Profile: z.string().nullable() });

/**
 * Do not disturb as the person chose it, by the name of the profile in the registry. Windows tells no program whether
 * one of its own rules (times, games, a second screen) has switched it on: so it is never known to be off.
 */
export const doNotDisturbQuestion: Question = {
  name: 'doNotDisturb',
  ids: ['focus.doNotDisturb'],
  script:
    "$p = 'HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\CloudStore\\Store\\DefaultAccount\\Current\\*windows.data.notifications.quiethourssettings\\windows.data.notifications.quiethourssettings'; " +
    '$data = Get-ItemProperty -Path $p -ErrorAction SilentlyContinue | Select-Object -First 1; ' +
    // UTF-16 between other bytes.
    "$text = if ($data) { -join @($data.Data | Where-Object { $_ -ge 32 -and $_ -lt 127 } | ForEach-Object { [char]$_ }) } else { '' }; " +
    "@{ Profile = if ($text -match 'QuietHoursProfile\\.(Unrestricted|PriorityOnly|AlarmsOnly)') { $Matches[1] } else { $null } }",
  read(answer) {
    const { Profile } = profileSchema.parse(answer);
    const isOn = Profile === 'PriorityOnly' || Profile === 'AlarmsOnly';
    return { 'focus.doNotDisturb': isOn ? known(true) : unknown('not-supported') };
  },
};
