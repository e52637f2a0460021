import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptName, whyNoFile } from '../../../../hub/tickets/redmine-answers.ts';
import { uploadFiles } from '../../../../hub/tickets/redmine-issue.ts';
import { createTicketServer } from '../../../../hub/tickets/ticket-server.ts';
import { startReceiver, type Receiver } from './fake-receiver.ts';

const control = { signal: new AbortController().signal };
const bytes = new Uint8Array(70_000);
const tooBig = 'This file cannot be uploaded because it exceeds the maximum allowed file size (65536)';
const noEnding = 'Attachment extension .exe is not allowed';

describe('why Redmine takes no file', () => {
  it.each([
    ['the limit in bytes', 422, { errors: [tooBig] }, 'too-long'],
    ['in another language', 422, { errors: ['添付ファイルサイズの上限(65536)を超えています。'] }, 'too-long'],
    ['nothing may be attached', 422, { errors: ['zu groß (0)'] }, 'too-long'],
    ['its ending', 422, { errors: [noEnding] }, 'value-not-allowed'],
    [
      'an ending that begins with a number',
      422,
      { errors: [noEnding.replace('exe', '7z')] },
      'value-not-allowed',
    ],
    ['an ending that is a number', 422, { errors: [noEnding.replace('exe', '1024')] }, 'value-not-allowed'],
    ['both: a smaller one would not pass either', 422, { errors: [noEnding, tooBig] }, 'value-not-allowed'],
    ['a limit that it keeps to', 422, { errors: ['Quota (131072)'] }, 'value-not-allowed'],
    [
      'the length of its name',
      422,
      { errors: ['too long (maximum is 255 characters)'] },
      'value-not-allowed',
    ],
    ['nothing', 422, { errors: [] }, 'value-not-allowed'],
    ['a proxy', 413, '<html>Request Entity Too Large</html>', 'too-long'],
    ['the kind of the call', 406, '', 'not-carried'],
    ['a page', 422, '<html>No</html>', 'not-carried'],
    ['no such address', 404, '', 'not-carried'],
  ])('%s: %i', (_what, status, said, why) => {
    const body = new TextEncoder().encode(typeof said === 'string' ? said : JSON.stringify(said));
    expect(whyNoFile({ status, body }, { bytes })).toBe(why);
  });

  it('writes its own signs into names', () => {
    expect(keptName(`50%: "a" <b>|c's?*.png`)).toBe('50_ _a_ _b_c_s_.png');
    expect(keptName('Büro ő 🖨.png')).toBe('Büro ő 🖨.png');
  });
});

describe('files on their way to Redmine', () => {
  let receiver: Receiver;
  const upload = (...names: string[]) =>
    uploadFiles(
      createTicketServer({ url: receiver.url, headers: {}, nowMs: () => 0 }),
      names.map((name) => ({ name, type: 'text/plain', bytes })),
      control,
    );
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.stop());

  it('one that is refused holds up no other', async () => {
    receiver.answer(({ url }) =>
      url?.includes('exe')
        ? { status: 422, body: { errors: [noEnding] } }
        : { status: 201, body: { upload: { id: 1, token: '1.a' } } },
    );
    expect(await upload('tool.exe', 'log.txt')).toEqual({
      ok: true,
      value: {
        uploads: [{ token: '1.a', filename: 'log.txt', content_type: 'text/plain' }],
        lost: [{ field: 'tool.exe', why: 'value-not-allowed' }],
      },
    });
  });

  it.each([403, 429, 500])('%i says nothing about the file: it is sent again later', async (status) => {
    receiver.answer(() => ({ status }));
    expect(await upload('log.txt')).toMatchObject({ ok: false, error: { kind: 'later' } });
  });

  it('a page instead of a token, too', async () => {
    receiver.answer(() => ({ status: 200, body: '<html>Sign in</html>' }));
    expect(await upload('log.txt')).toMatchObject({ ok: false, error: { kind: 'later' } });
  });
});
