import type { LanguagePlan, Plan } from './plan.ts';

/** `812 bytes`, `3.4 kB`, `1.2 MB`: two figures are enough to decide by. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}

function changesInWords({ added, changed, removed }: LanguagePlan): string {
  const parts = [
    ...(added > 0 ? [`${added} new`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'the same guides';
}

function downloadInWords({ updateBytes, fullBytes = 0 }: LanguagePlan): string {
  const install = `${bytesInWords(fullBytes)} to install`;
  if (updateBytes === undefined) return install;
  return updateBytes === 0 ? 'nothing to fetch' : `${bytesInWords(updateBytes)} to update, ${install}`;
}

/** One line for each language and one for notices: what people will see, and what machines fetch for it. */
export const planInWords = ({ languages, campaignTargets, noticesChanged }: Plan): string[] => [
  ...languages.map((plan) => `${plan.language}: ${changesInWords(plan)}; ${downloadInWords(plan)}`),
  ...(campaignTargets ? [`notices and incidents: ${noticesChanged ? 'changed' : 'the same'}`] : []),
];
