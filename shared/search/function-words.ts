/**
 * Words of the six languages that say nothing about a guide. One set for all: people mix languages, and a word is left
 * out of it when it means something in another one.
 */
const functionWords: ReadonlySet<string> = new Set(
  [
    'a an and am are as at be by can cant cannot do does doesnt dont for from has have how i if im in is isnt it its',
    'me my of on or our so that the this to was we what when where which who why will with you your',
    'av de den det du eg en er et fra har hva hvor hvordan hvorfor i ikke jeg kan med meg min mine mitt og om pa som',
    'skal til var vi',
    'att den detta dig din ett for fran har hur i inte jag kan mig min mina mitt nar och pa som till vad varfor ar',
    'at af dig din hvad hvornar mig mit nar sig',
    'als am an auf aus bei bin das dem den der die dies ein eine einen einer es fur habe ich im ist kann kein keine',
    'mein meine meinen mich mir mit nach nicht oder sich sie sind uber und von warum was wenn wer wie wird wo zu zum zur',
    'a az azt be de egy el es ez ezt ha hogy hogyan hol ki kell le meg mert mi miert mit nekem nem van vagy vagyok',
  ]
    .join(' ')
    .split(' '),
);

/** The folded words of a query that carry meaning; when none does, all of them. */
export function meaningful<T extends { term: string }>(words: readonly T[]): readonly T[] {
  const kept = words.filter((word) => !functionWords.has(word.term));
  return kept.length > 0 ? kept : words;
}
