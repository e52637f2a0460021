/** Whether the calendar has this day, `MM-DD` or `YYYY-MM-DD`, with or without a time. 29 February comes in leap years. */
export function isRealDate(written: string): boolean {
  const [day = ''] = (/^\d{4}-/.test(written) ? written : `2024-${written}`).split('T');
  const atMs = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
}
