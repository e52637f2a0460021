import type { Language } from '../../shared/language.ts';

/** The words of a guide's two closing sections, and the one that takes what stands above the first step. */
interface ClosingWords {
  before: string;
  check: { heading: string; text: string; said: RegExp };
  giveUp: { heading: string; text: string; said: RegExp };
}

/** `said`: headings by which articles announce the section themselves. */
export const closingWords: Readonly<Record<Language, ClosingWords>> = {
  en: {
    before: 'Read this first',
    check: {
      heading: 'Check that it worked',
      text: 'Try again what did not work before.',
      said: /^(check|verify|test|confirm)\b.*\b(work|worked|works|result|it)\b|^(verification|verify|result)$/i,
    },
    giveUp: {
      heading: 'When to give up',
      text: 'If it still does not work after two tries, ask the service desk.',
      said: /^when to (give up|stop)|\b(still|does not|doesn't|didn't)\b.*\b(work|help)|^(escalation|contact|get help|more help|further help)\b/i,
    },
  },
  nb: {
    before: 'Les dette først',
    check: {
      heading: 'Sjekk at det virket',
      text: 'Prøv på nytt det som ikke virket.',
      said: /^(sjekk|kontroller|test)\b.*\b(virke|virker|virket|fungerer|resultat)/i,
    },
    giveUp: {
      heading: 'Når du bør gi deg',
      text: 'Virker det fortsatt ikke etter to forsøk, spør brukerstøtten.',
      said: /^når du bør gi deg|\bfortsatt ikke\b|^(kontakt|få hjelp)\b/i,
    },
  },
  sv: {
    before: 'Läs detta först',
    check: {
      heading: 'Kontrollera att det fungerade',
      text: 'Försök igen med det som inte fungerade.',
      said: /^(kontrollera|testa)\b.*\b(fungera|fungerar|fungerade|resultat)/i,
    },
    giveUp: {
      heading: 'När du ska ge upp',
      text: 'Fungerar det fortfarande inte efter två försök, fråga supporten.',
      said: /^när du ska ge upp|\bfortfarande inte\b|^(kontakt|kontakta|få hjälp)\b/i,
    },
  },
  da: {
    before: 'Læs dette først',
    check: {
      heading: 'Tjek, at det virkede',
      text: 'Prøv igen det, der ikke virkede.',
      said: /^(tjek|kontrollér|kontroller|test)\b.*\b(virke|virker|virkede|resultat)/i,
    },
    giveUp: {
      heading: 'Hvornår du skal give op',
      text: 'Virker det stadig ikke efter to forsøg, så spørg servicedesken.',
      said: /^hvornår du skal give op|\bstadig ikke\b|^(kontakt|få hjælp)\b/i,
    },
  },
  de: {
    before: 'Zuerst lesen',
    check: {
      heading: 'Prüfen, ob es geklappt hat',
      text: 'Versuchen Sie noch einmal, was vorher nicht ging.',
      said: /^(prüfen|überprüfen|prüfung|testen|test)\b.*\b(geklappt|funktioniert|ergebnis|erfolg)|^(ergebnis|prüfung)$/i,
    },
    giveUp: {
      heading: 'Wann Sie aufhören sollten',
      text: 'Geht es nach zwei Versuchen noch nicht, fragen Sie den Service Desk.',
      said: /^wann sie aufhören|\b(immer )?noch nicht\b|^(kontakt|weitere hilfe|hilfe)\b/i,
    },
  },
  hu: {
    before: 'Ezt olvassa el először',
    check: {
      heading: 'Ellenőrizze, hogy sikerült-e',
      text: 'Próbálja meg újra, ami korábban nem működött.',
      said: /^(ellenőrizze|ellenőrzés|teszt)/i,
    },
    giveUp: {
      heading: 'Mikor hagyja abba',
      text: 'Ha két próbálkozás után sem működik, kérdezze az ügyfélszolgálatot.',
      said: /^mikor hagyja abba|\b(még mindig|továbbra sem)\b|^(kapcsolat|segítség)/i,
    },
  },
};
