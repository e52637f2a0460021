import type { Report } from './mistake.ts';

// The Markdown parser takes quadratic time for marks inside marks, and deep trees exhaust the stack of whoever walks
// them. No guide comes near these limits.
const deepMarks = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){12}/;
const paragraphCharsMax = 3000;

/** Whether a text is safe to parse; what is not is reported. */
export function isWithinLimits(markdown: string, report: Report): boolean {
  let within = true;
  let paragraphChars = 0;
  for (const [index, line] of markdown.split('\n').entries()) {
    const before = paragraphChars;
    paragraphChars = line.trim() === '' ? 0 : before + line.length;
    if (deepMarks.test(line)) {
      within = false;
      report.error(index + 1, 'the text is nested too deeply', 'remove the marks at the start of the line');
    }
    if (before <= paragraphCharsMax && paragraphChars > paragraphCharsMax) {
      within = false;
      const problem = `a paragraph or list of more than ${paragraphCharsMax} characters`;
      report.error(index + 1, problem, 'break it into steps, with a blank line between them');
    }
  }
  return within;
}
