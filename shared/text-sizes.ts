/** The sizes of text that can be chosen, in percent of the system's. */
export const textSizesPercent = [100, 125, 150, 175, 200] as const;
