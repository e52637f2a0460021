import { z } from 'zod';
import { languages } from './language.ts';
import { osNames } from './os.ts';

// Apart from the values they check: the panel uses those at every start, and would wait 40 ms for zod to load.

export const languageSchema = z.enum(languages);
export const osSchema = z.enum(osNames);
