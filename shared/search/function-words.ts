import { languages, type Language } from '../language.ts';
import { fold } from './fold.ts';

// Words that say nothing about a guide. A word that can be the point of a question ("not", "out", "kein") stays out of
// these lists: it weighs little where it is frequent and much where it is rare. Small words that are prepositions too
// ("av", "an", "ki") are in them: in the phrases of synonyms they count all the same.
const lists: Readonly<Record<Language, string>> = {
  en: `a an the and or of to in on at by for from with as is are am was were be been being it its this that these those
    i im ive id me my mine we our us you your he she they them their do does did doing done have has had having can
    cant cannot could will would should may might must shall what which who whom how why when where there here so if
    then than too also just any some please isnt arent dont doesnt didnt wont into about get gets got make makes making want wants need needs try trying tried`,
  nb: `en ei et den det de dem denne dette disse og eller av til i på ved for fra med som er var være vært blir ble jeg
    meg min mitt mi mine vi oss vår vårt våre du deg din ditt dine han hun de dere sin sitt sine gjør gjøre gjort har
    hadde ha kan kunne vil ville skal skulle må måtte hva hvilken hvem hvordan hvorfor når hvor der her så hvis om da
    enn også bare noe noen at man blitt får få fått seg lage lager laget trenger prøver`,
  sv: `en ett den det de dem denna detta dessa och eller av till i på vid för från med som är var vara varit blir blev
    jag mig min mitt mina vi oss vår vårt våra du dig din ditt dina han hon ni er sin sitt sina gör göra gjort har
    hade ha haft kan kunde vill ville ska skall skulle måste vad vilken vem hur varför när var där här så om då än
    också bara något någon några att man blivit får få fått sig vilja behöver behöva försöker`,
  da: `en et den det de dem denne dette disse og eller af til i på ved for fra med som er var være været bliver blev
    jeg mig min mit mine vi os vores du dig din dit dine han hun de i jer jeres sin sit sine gør gøre gjort har havde
    have haft kan kunne vil ville skal skulle må måtte hvad hvilken hvem hvordan hvorfor når hvornår hvor der her så
    hvis om da end også bare noget nogen nogle at man blevet får få fået sig lave laver lavet lav behøver prøver`,
  de: `ein eine einen einem einer eines der die das den dem des dieser diese dieses diesen diesem und oder von zu zum
    zur in im an am auf bei für aus mit als ist sind bin bist war waren sein gewesen wird werden wurde worden ich mich
    mir mein meine meinen meinem meiner wir uns unser unsere du dich dir dein deine er sie es ihr ihre ihren sich
    haben habe hat hatte kann können konnte will wollen soll sollen muss müssen was welche welcher welches wer wie
    warum wann wo da hier so wenn ob dann auch nur etwas dass man bitte machen mache macht gemacht möchte möchten brauche versuche`,
  hu: `a az egy ez azt ezt ezek azok és vagy is be de hogy ha van volt lesz vagyok én engem nekem enyém mi minket
    te neked ő ki kit mit mi miért hogyan mikor hol hova honnan itt ott akkor így úgy csak már még meg el le fel kell
    lehet tudok tud tudom szeretnék szeretném akarok akarom legyen pedig mert mint csinál csinálni csinálok kéne kellene`,
};

const folded = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).map(fold));

const byLanguage: ReadonlyMap<Language, ReadonlySet<string>> = new Map(
  languages.map((language) => [language, folded(lists[language])]),
);

/** Whether a folded word says nothing about a guide in this language. */
export const isFunctionWord = (word: string, language: Language): boolean =>
  byLanguage.get(language)?.has(word) === true;

/** The words that carry meaning; when none does, all of them. */
export function meaningful<T extends { folded: string }>(
  words: readonly T[],
  language: Language,
): readonly T[] {
  const kept = words.filter((word) => !isFunctionWord(word.folded, language));
  return kept.length > 0 ? kept : words;
}
