/** A text that stays on one line, like a date. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** Facts after each other. Where the line ends, the dot stays behind: none begins with it. */
export const joinFacts = (facts: readonly string[]): string => facts.join('\u00a0· ');
