import { describe, expect, it } from 'vitest';
import { joinSchema } from '../../../shared/requests/join.ts';
import { dayCountMax, reopenSchema, usageReportSchema } from '../../../shared/requests/wire.ts';
import { usageReport } from '../../../shared/usage/usage-report.ts';

const day = { day: '2026-11-22', app: '1.0.0', lang: 'en', counts: { searches: 7 } } as const;
const reportId = 'b8e3f6a4-1d0c-4a53-9f52-3f1f6b1f7a10';

describe('what the hub takes', () => {
  it('is nothing that one database keeps and another refuses', () => {
    const reopen = { id: '019a0000-0000-7000-8000-000000000001', comment: 'Again.' };
    expect(reopenSchema.safeParse(reopen).success).toBe(true);
    expect(reopenSchema.safeParse({ ...reopen, comment: 'Again\0' }).success).toBe(false);
    const join = { id: reportId, notice: 'mail-slow', atMs: 1 };
    expect(joinSchema.safeParse(join).success).toBe(true);
    expect(joinSchema.safeParse({ ...join, atMs: 1.5 }).success).toBe(false);
    const report = usageReport(reportId, day, []);
    expect(usageReportSchema.safeParse(report).success).toBe(true);
    expect(usageReportSchema.safeParse({ ...report, app: '1\0' }).success).toBe(false);
  });

  it('counts no more of one machine than a person can do in a day', () => {
    const report = usageReport(reportId, { ...day, counts: { searches: 9e15, found: 3 } }, []);
    expect(report.counts).toEqual({ searches: dayCountMax, found: 3 });
    expect(usageReportSchema.safeParse(report).success).toBe(true);
    const more = { ...report, counts: { searches: dayCountMax + 1 } };
    expect(usageReportSchema.safeParse(more).success).toBe(false);
  });
});
