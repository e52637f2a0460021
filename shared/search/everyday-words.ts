import type { Language } from '../language.ts';
import { stemOf } from './stem.ts';

// Words that everybody says about everything: rare in guides, so that they would look telling, and frequent in speech.
// What guides call troubles by ("work", "open", "find", "back") is not among them.
const lists: Readonly<Record<Language, string>> = {
  en: `suddenly anymore again still always never all every everything nothing something anything someone somebody anyone
    everybody everyone nobody people person guy boss colleague colleagues coworker customer thing things stuff way bit lot
    lots very really much many more most little good bad better nice same other others another different own whole few
    long one two three today yesterday tomorrow morning now later soon already yet ever since while during before after
    until between without against through away around together almost maybe probably actually simply properly correctly
    quickly automatically come comes came coming go goes went going gone put puts take takes took give gives gave given
    keep keeps kept let lets say says said tell tells told see sees look looks looking seem seems know think happen happens
    happened become becomes stay stays stand stands sit sits like able allowed supposed use using used bring brings call
    called because instead however both either only even up`,
  nb: `plutselig lenger igjen fortsatt alltid aldri alle alt hver hele ingenting ting folk person sjef sjefen kollega
    kollegaen kollegaer kollegene kunde kunden kunder måte litt masse mye veldig ganske mange mer mest lite bra dårlig bedre
    samme andre annen annet egen eget lang lenge to tre dag i dag går morgen nå senere snart allerede ennå siden mens før
    etter mellom uten gjennom bort borte sammen nesten kanskje egentlig ordentlig riktig fort automatisk selv kommer komme
    kom kommet gå gikk gått sette setter satt tar ta tok tatt gi gir ga fikk holde holder beholde la si sier sa fortelle
    se ser så sett synes virke vet vite tror skje skjer skjedde bli stå står sto ligge ligger lå sitte sitter bruke bruker
    brukt heter kalle fordi istedenfor istedet både enten selvom opp greit klare klarer får hente plass`,
  sv: `plötsligt längre igen fortfarande alltid aldrig alla allt varje hela ingenting inget sak saker grej folk person
    chef chefen kollega kollegan kollegor kollegorna kund kunden kunder sätt lite massa mycket väldigt ganska många mer
    mest bra dålig dåligt bättre samma andra annan annat egen eget lång länge två tre dag idag igår imorgon nu senare snart
    redan ännu sedan sen medan innan efter mellan utan genom bort borta ihop tillsammans nästan kanske egentligen ordentligt
    riktigt rätt fort automatiskt själv själva kommer komma kom kommit gå går gick gått sätta sätter ta tar tog tagit ge ger
    gav fick fått hålla håller behålla låta säga säger sa berätta se ser såg sett verkar vet veta tror hända händer hände
    bli blivit stå står stod ligga ligger låg sitta sitter använda använder använt heter kalla eftersom istället både
    antingen upp lyckas klara hämta`,
  da: `pludselig længere igen stadig altid aldrig alle alt hver hele ingenting ting folk person chef chefen kollega
    kollegaen kolleger kollegerne kunde kunden kunder måde lidt masse meget rigtig ret mange mere mest godt dårlig dårligt
    bedre samme andre anden andet egen eget lang længe to tre dag i dag går morgen nu senere snart allerede endnu siden mens
    før efter mellem uden gennem væk sammen næsten måske egentlig ordentligt rigtigt hurtigt automatisk selv kommer komme
    kom kommet gå gik gået sætte sætter sat tage tager tog taget give giver gav fik holde holder beholde lade sige siger
    sagde fortælle se ser så set synes ved vide tror ske sker skete blive stå står stod ligge ligger lå sidde sidder sad
    bruge bruger brugt hedder kalde fordi istedet både enten selvom op klare hente lykkes`,
  de: `plötzlich mehr wieder noch immer nie niemals alle alles jeder jedes jedem ganze ganzen nichts ding dinge sache
    sachen leute person chef chefin kollege kollegen kollegin kunde kunden weise bisschen viel viele sehr ziemlich meist
    meisten wenig gut schlecht besser gleich gleiche gleichen selbe anderer andere anderen anderes eigene eigenen lang
    lange zwei drei tag heute gestern morgen jetzt später bald schon bereits seit während vor nach zwischen ohne gegen
    durch weg zusammen fast vielleicht eigentlich richtig schnell automatisch selbst selber kommt kommen kam gekommen geht
    gehen ging gegangen stellen setzen nehmen nimmt genommen geben gibt gab gegeben bekommen bekomme bekommt kriege
    kriegen halten behalten lassen lässt sagen sagt gesagt erzählen sehen sieht gesehen scheint weiß wissen glaube
    passiert passieren bleibt bleiben steht stehen liegt liegen sitzt sitzen benutzen benutze verwenden heißt nennen weil
    statt sowohl entweder obwohl schaffen klappt klappen doch mal`,
  hu: `hirtelen többet többé megint újra mindig soha sosem minden mindenki egész semmi valami bármi valaki dolog
    dolgok emberek ember személy főnök főnököm kolléga kollégák kollégám munkatárs ügyfél ügyfelek módon kicsit sok sokat
    nagyon elég legtöbb kevés jól rosszul rossz jobb ugyanaz ugyanazt másik mások más saját hosszú sokáig kettő két három
    nap ma tegnap holnap most később hamarosan mára azóta közben előtt után között nélkül keresztül együtt majdnem
    talán igazából rendesen gyorsan automatikusan maga magától jön jönnek jött megy mennek ment tesz tenni tettem tette
    vesz venni ad adni adott kap kapok kapni kaptam tart tartja hagy hagyja mond mondja mondta lát látok látja látszik nézni
    tudni gondolom történik történt marad maradt áll állt ül használ használok használni hívják helyett mindkét akár
    kellene egyszerre egyik össze`,
};

const everyday = new Map<Language, ReadonlySet<string>>();

/** Whether a word says little about a guide, however few guides have it. */
export function isEveryday(written: string, language: Language): boolean {
  return stemsIn(language).has(stemOf(written, language));
}

function stemsIn(language: Language): ReadonlySet<string> {
  const known = everyday.get(language);
  if (known) return known;
  const stems = new Set(lists[language].split(/\s+/).map((word) => stemOf(word, language)));
  everyday.set(language, stems);
  return stems;
}
