import { openBrowser } from '../../preview/open-browser.ts';
import { pageFiles } from '../../preview/page-files.ts';
import { servePreview } from '../../preview/serve-preview.ts';
import {
  counted,
  onePositional,
  textOption,
  UsageError,
  type Command,
  type OptionValues,
} from '../command.ts';
import { untilInterrupted } from '../terminal.ts';

function portIn(values: OptionValues): number {
  const written = textOption(values, 'port');
  if (written === undefined) return 0;
  const port = /^\d{1,5}$/.test(written) ? Number(written) : -1;
  if (port >= 1 && port <= 65_535) return port;
  throw new UsageError('--port is a number from 1 to 65535.');
}

export const preview: Command = {
  name: 'preview',
  usage: 'DIR [--port N] [--open]',
  summary: 'show the guides in a browser as the panel does, with their mistakes; follows every save',
  details: `
Only this machine can open the page. It runs until Ctrl-C.

  --port N  the port to listen on (any that is free)
  --open    open the page in the browser

--json  url: where the page was; refusal: why there was none, { kind, detail }`,
  options: { port: { type: 'string' }, open: { type: 'boolean' } },
  async run(input, { console }) {
    const folder = onePositional(input, 'folder');
    const port = portIn(input.values);
    const files = pageFiles();
    const served = files
      ? await servePreview({
          ...{ folder, port, files, nowMs: Date.now },
          onRead({ state: { guides, mistakes } }) {
            console.error(`${counted(guides.length, 'guide')}, ${counted(mistakes.length, 'mistake')}`);
          },
          onTrouble: (detail) => console.error(`could not be read: ${detail}`),
        })
      : missingPage;
    if (!served.ok) {
      console.error(`error: ${served.error.detail}`);
      return { ending: 'outside', json: { refusal: served.error } };
    }
    const { url, close } = served.value;
    console.log(`${url}  (Ctrl-C ends it)`);
    if (input.values['open'] === true && !(await openBrowser(url, process.platform))) {
      console.error('no browser could be started: open the address above');
    }
    await untilInterrupted();
    await close();
    return { ending: 'done', json: { url } };
  },
};

const missingPage = {
  ok: false,
  error: { kind: 'no-page', detail: 'this program was built without the page; run npm run build' },
} as const;
