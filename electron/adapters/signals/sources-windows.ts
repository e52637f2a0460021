import { doNotDisturbQuestion, lockQuestion, notificationStateQuestion } from './attention-windows.ts';
import { audioQuestion } from './audio-windows.ts';
import { cameraQuestion } from './camera-windows.ts';
import { captureQuestion } from './capture-windows.ts';
import { windowsClockSource } from './clock-windows.ts';
import { connectionQuestion } from './connection-windows.ts';
import { memoryQuestion } from './memory-windows.ts';
import { nameplateQuestion } from './nameplate-windows.ts';
import { passwordQuestion } from './password-windows.ts';
import { powerSaverQuestion } from './power-saver-windows.ts';
import { powershellSource } from './powershell.ts';
import { printingQuestion } from './printing-windows.ts';
import { proxyQuestion } from './proxy-windows.ts';
import type { RunCommand, SignalSource } from './source.ts';
import { versionQuestion } from './system-windows.ts';
import { updatesQuestion } from './updates-windows.ts';
import { volumesQuestion } from './volumes-windows.ts';
import { wifiQuestion } from './wifi-windows.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export interface WindowsDeps {
  run: RunCommand;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * What PowerShell is asked, by how soon it is out of date, one start for each. What may wait for a server is apart:
 * whatever hangs there takes only its own along.
 */
export const windowsSources = ({ run, environment }: WindowsDeps): SignalSource[] => [
  powershellSource(run, {
    source: 'PowerShell: what the person is doing',
    questions: [captureQuestion, notificationStateQuestion, lockQuestion, doNotDisturbQuestion],
    keepMs: 45_000,
    timeoutMs: 8_000,
  }),
  powershellSource(run, {
    source: 'PowerShell: connection, memory, power',
    questions: [connectionQuestion, wifiQuestion, proxyQuestion, memoryQuestion, powerSaverQuestion],
    keepMs: 5 * minuteMs,
    timeoutMs: 10_000,
  }),
  powershellSource(run, {
    source: 'PowerShell: version, disks, devices',
    questions: [versionQuestion, nameplateQuestion, volumesQuestion, audioQuestion, cameraQuestion],
    keepMs: 10 * minuteMs,
    timeoutMs: 15_000,
  }),
  powershellSource(run, {
    source: 'PowerShell: printers, CIM Win32_Printer and Win32_PrintJob',
    questions: [printingQuestion],
    keepMs: 10 * minuteMs,
    timeoutMs: 15_000,
  }),
  powershellSource(run, {
    source: 'PowerShell: password of the account',
    questions: [passwordQuestion],
    keepMs: 30 * minuteMs,
    timeoutMs: 25_000,
  }),
  {
    ...powershellSource(run, {
      source: 'PowerShell: Windows Update, without asking its servers',
      questions: [updatesQuestion],
      keepMs: 5.5 * hourMs,
      timeoutMs: 60_000,
    }),
    keepsOverWake: true,
  },
  windowsClockSource({ run, domain: environment.USERDNSDOMAIN }),
];
