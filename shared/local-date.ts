const two = (n: number): string => String(n).padStart(2, '0');

/** The local calendar day of a moment, `MM-DD`. */
export function localMonthDay(ms: number): string {
  const date = new Date(ms);
  return `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The local calendar day of a moment, `YYYY-MM-DD`. */
export const localDate = (ms: number): string => `${new Date(ms).getFullYear()}-${localMonthDay(ms)}`;
