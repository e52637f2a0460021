import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as english } from 'stemmer';
import type { Language } from '../language.ts';
import { fold } from './fold.ts';
import { isCode } from './words.ts';

// Swedish neuter nouns in the definite form, which the Snowball stemmer leaves alone; foreign words end so by nature.
const neuter = /^(?!inter|extra|ethernet|.*(?:set|paket|planet|tablet|budget|format)$)(.{4,})ets?$/;

// Swedish nouns in -a in the definite form: kamera, kameran.
const definite = /^(.{4,})ans?$/;

// Bokmål nouns in -er: skriver, skriveren, skriverne; the stemmer takes one ending off, and not this one.
const pluralOfEr = /erne$/;

// Hungarian nouns whose vowel turns into `av` before an ending: jelszó, jelszavam.
const turnedVowel = /szav$/;

// Nouns of what a verb does: numrering to numrera, innlogging to innlogge, inställning to ställa in, mentés to ment.
// People search for the one where guides have the other, in every second question.
const doingInSwedish = /^(.{4,}?)n?ing(?:en|ar|arna)?s?$/;
const doingInNorwegianAndDanish = /^(.{4,}?)n?ing(?:en|er|ene|erne)?s?$/;
const doingInHungarian = /^(.{4,})[áé]s$/;

const stemmers: Readonly<Record<Language, (word: string) => string>> = {
  en: english,
  nb: (word) =>
    norwegian(norwegian(word.replace(doingInNorwegianAndDanish, '$1e').replace(pluralOfEr, 'er'))),
  sv: (word) => swedish(word.replace(doingInSwedish, '$1a').replace(neuter, '$1').replace(definite, '$1a')),
  da: (word) => danish(word.replace(doingInNorwegianAndDanish, '$1e')),
  de: german,
  hu: (word) => hungarian(word).replace(turnedVowel, 'szó').replace(doingInHungarian, '$1'),
};

/** What the inflections of a word in lower case have in common, folded: Porter's rules for English, Snowball's for the others. */
export const stemOf = (written: string, language: Language): string =>
  isCode(written) ? fold(written) : fold(stemmers[language](written));
