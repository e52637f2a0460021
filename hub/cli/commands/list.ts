import type { Command } from '../command.ts';
import { build } from './build.ts';
import { check } from './check.ts';
import { explain } from './explain.ts';
import { importArticles } from './import.ts';
import { init } from './init.ts';
import { plan } from './plan.ts';
import { policyCheck } from './policy-check.ts';
import { policyTemplates } from './policy-templates.ts';
import { preview } from './preview.ts';
import { publish } from './publish.ts';
import { keysInit } from './keys-init.ts';
import { keysRestore } from './keys-restore.ts';
import { keysRotate } from './keys-rotate.ts';
import { keysStatus } from './keys-status.ts';
import { keysTrust } from './keys-trust.ts';
import { refresh } from './refresh.ts';
import { report } from './report.ts';
import { search } from './search.ts';
import { serve } from './serve.ts';
import { status } from './status.ts';

/** Every command, in the order in which help shows them: writing, keys, publishing, the hub, machines. */
export const commands: readonly Command[] = [
  init,
  importArticles,
  check,
  plan,
  preview,
  search,
  explain,
  build,
  keysInit,
  keysRotate,
  keysRestore,
  keysStatus,
  keysTrust,
  publish,
  refresh,
  status,
  serve,
  report,
  policyTemplates,
  policyCheck,
];
