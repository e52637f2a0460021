import { run } from './run.ts';
import { askSecret, goOnUnread, progressOn, terminalConsole } from './terminal.ts';

goOnUnread(process.stdout);
goOnUnread(process.stderr);
const progress = progressOn(process.stderr);
process.exitCode = await run(process.argv.slice(2), {
  console: terminalConsole(progress.clear),
  nowMs: Date.now(),
  env: process.env,
  progress: progress.show,
  askSecret,
});
progress.clear();
