/** Between two guides that fit as well, what the machine says decides; a guide that fits clearly better stays first. */
const heaviestLift = 1.2;
const lightestLift = 1.1;

/** How many times as much the suggested guides count in a search, by id; the first card the most. */
export function searchLifts(suggestions: readonly { guide: string }[]): ReadonlyMap<string, number> {
  const steps = Math.max(1, suggestions.length - 1);
  return new Map(
    suggestions.map(({ guide }, place) => [
      guide,
      heaviestLift - ((heaviestLift - lightestLift) * place) / steps,
    ]),
  );
}
