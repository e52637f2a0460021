import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { openDoorstep } from '../../../electron/adapters/doorstep.ts';
import type { DoorstepVisitor } from '../../../electron/services/sign-in-ports.ts';

async function doorstep(over: Partial<DoorstepVisitor> = {}) {
  const answers: string[] = [];
  const opened = await openDoorstep({ page: (which) => `<p>${which}</p>` })({
    isOurs: (answer) => answer.searchParams.get('state') === 'mine',
    onAnswer(answer) {
      answers.push(answer.search);
      return Promise.resolve('signed-in');
    },
    ...over,
  });
  onTestFinished(() => opened.close());
  return { ...opened, answers };
}

/** With headers that `fetch` would not send. */
const statusOf = (url: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((done, failed) => {
    request(url, { headers }, (answer) => done(answer.resume().statusCode))
      .on('error', failed)
      .end();
  });

test('it has a port of its own on 127.0.0.1, which nobody else reaches', async () => {
  const { redirectUri } = await doorstep();
  expect(redirectUri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
  if (outside === undefined) return;
  await expect(fetch(redirectUri.replace('127.0.0.1', outside))).rejects.toThrow();
});

test('it takes one answer, and is gone when the page is there', async () => {
  const { redirectUri, answers } = await doorstep();
  const [first, second] = await Promise.all([
    fetch(`${redirectUri}?state=mine&code=1`),
    fetch(`${redirectUri}?state=mine&code=2`).then(
      ({ status }) => status,
      () => 'closed',
    ),
  ]);
  expect([first.status, await first.text()]).toEqual([200, '<p>signed-in</p>']);
  expect(first.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect([404, 'closed']).toContain(second);
  expect(answers).toEqual(['?state=mine&code=1']);
  await expect
    .poll(() =>
      fetch(redirectUri).then(
        () => 'answers',
        () => 'closed',
      ),
    )
    .toBe('closed');
});

test('it sends everybody else away and goes on waiting', async () => {
  const { redirectUri, answers } = await doorstep();
  const own = `${redirectUri}?state=mine`;
  expect((await fetch(`${redirectUri}?state=theirs`)).status).toBe(404);
  expect((await fetch(own, { method: 'POST' })).status).toBe(404);
  expect((await fetch(own.replace('/callback', '/other'))).status).toBe(404);
  expect(await statusOf(own, { host: 'rebound.example.org' })).toBe(404);
  expect(await statusOf(`${own}&long=${'x'.repeat(16_000)}`, {})).toBe(404);
  expect(answers).toEqual([]);
  expect((await fetch(own)).status).toBe(200);
});
