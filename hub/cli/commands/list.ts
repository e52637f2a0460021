import type { Command } from '../command.ts';
import { build } from './build.ts';
import { check } from './check.ts';

/** Every command, in the order in which help shows them: writing, keys, publishing. */
export const commands: readonly Command[] = [check, build];
