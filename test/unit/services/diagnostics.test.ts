import { describe, expect, it } from 'vitest';
import { buildDiagnostics, type DiagnosticsFacts } from '../../../electron/services/diagnostics.ts';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { startMs } from './fakes.ts';

const facts: DiagnosticsFacts = {
  nowMs: startMs,
  version: '0.1.0',
  runtime: { Electron: '25.1.1', Chromium: '114.0.5735.106', Node: '18.15.0' },
  system: 'Debian GNU/Linux 12',
  language: 'en',
  settings: { ...defaultSettings, hotkey: 'Control+Alt+H' },
  managed: {
    values: { site: 'Oslo', weeklyNoticeBudget: 2 },
    places: { 'forced.startAtLogin': 'registry-machine', site: 'registry-user', weeklyNoticeBudget: 'file' },
  },
  problems: [{ kind: 'settings-ignored', detail: 'colour' }],
  signals: [
    {
      id: 'disk.freeGb',
      reading: { kind: 'known', value: 3.2 },
      source: 'statfs /home/anna',
      observedAtMs: startMs - 5 * 60_000,
    },
    {
      id: 'vpn.up',
      reading: { kind: 'unknown', reason: 'timed-out' },
      source: 'ip link',
      observedAtMs: startMs,
    },
  ],
  waitingNotices: [{ notice: 'mail@2026-10-12', reason: 'full-screen' }],
  silentRules: [{ rule: 'away-vpn', why: 'unknown' }],
  sync: {
    state: 'idle',
    source: 'central',
    server: 'kb.example.org',
    contentFromMs: startMs,
    health: 'offline',
  },
  guideCount: 24,
  requests: [
    { state: { kind: 'draft' } },
    { state: { kind: 'draft' } },
    { state: { kind: 'sent', way: 'mail', atMs: 1 } },
  ],
  logLines: Array.from({ length: 150 }, (_, n) => `info event n=${n}`),
};
const textOf = (over: Partial<DiagnosticsFacts> = {}) =>
  buildDiagnostics({ ...facts, ...over }, createI18n('en').t);

describe('buildDiagnostics', () => {
  it('tells versions, settings, problems, and signals with source and age', () => {
    const text = textOf();
    for (const line of [
      'Zeroline 0.1.0',
      'Electron 25.1.1',
      'startAtLogin: true (set by your organisation: registry-machine)',
      'site: "Oslo" (set by your organisation: registry-user)',
      'weeklyNoticeBudget: 2 (set by your organisation: file)',
      'hotkey: "Control+Alt+H"',
      'settings-ignored: colour',
      'vpn.up: not known, timed-out (ip link, 0 minutes ago)',
      'central: 24, 2026-10-12T07:40Z',
      'kb.example.org: offline',
      'mail@2026-10-12: full-screen',
      'away-vpn: unknown',
      'draft: 2',
      'sent: 1',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toMatch(/disk\.freeGb: 3\.2 \(statfs .*, 5 minutes ago\)/);
  });

  it('holds the last hundred lines of the log', () => {
    const lines = textOf().split('\n');
    expect(lines.filter((line) => line.startsWith('info event'))).toHaveLength(100);
    expect(lines).toContain('info event n=149');
  });

  it('names no person, wherever their name stands', () => {
    const text = textOf({
      logLines: ['error could-not-open path="/home/anna/.config/x" mail="anna.berg@example.org"'],
      problems: [{ kind: 'kb-unusable', detail: 'C:\\Users\\anna\\kb' }],
    });
    expect(text).not.toMatch(/anna/i);
  });

  it('says none where there is none, and stays within what may be saved', () => {
    expect(textOf({ problems: [] })).toContain('## Problems\nNone');
    expect(textOf({ logLines: Array.from({ length: 500 }, () => 'x'.repeat(100_000)) }).length).toBeLessThan(
      500_000,
    );
  });
});
