import { expect, it } from 'vitest';
import { createClient } from '../../../renderer/zeroline-client.ts';
import { contract, type Input } from '../../../shared/ipc/contract.ts';
import { callChannels, type CallChannel } from '../../../shared/ipc/channels.ts';
import { fakeMain } from '../../fakes/fake-client.ts';
import { fakeSnapshot } from '../../fakes/fake-snapshot.ts';

const { id } = fakeSnapshot.requests[0]!;
const handedOver = fakeSnapshot.requests.find(({ state }) => state.kind === 'handed-over')!;

const queued = fakeSnapshot.requests.find(({ state }) => state.kind === 'queued')!;
const solved = fakeSnapshot.requests.find(({ state }) => state.kind === 'solved')!;

const inputs: { [C in CallChannel]: Input<C> } = {
  'snapshot.get': {},
  'search.query': { text: 'password', sequence: 1 },
  'search.settled': { text: 'password', found: 3 },
  'area.list': { id: 'sign-in' },
  'guide.open': { id: 'password-new' },
  'guide.progress': { progress: { guideId: 'password-new', done: ['online'], answers: {}, updatedAtMs: 1 } },
  'guide.answer': { id: 'password-new', solved: false },
  'rating.ask': { guide: 'password-new' },
  'rating.give': { guide: 'password-new', rating: { good: true } },
  'rating.takeBack': { guide: 'password-new' },
  'guide.star': { id: 'password-new', starred: true },
  'action.open': { guide: 'cannot-hear-me', action: { kind: 'settings', page: 'sound' } },
  'contact.open': { contact: 'phone' },
  'notice.dismiss': { id: 'mail@2026-11-22' },
  'notice.later': { id: 'mail@2026-11-22' },
  'notice.restore': { id: 'mail@2026-11-22' },
  'notice.seen': { ids: ['mail@2026-11-22'] },
  'notice.join': { id: 'mail@2026-11-22' },
  'notice.leave': { id: 'mail@2026-11-22' },
  'suggestion.open': { rule: 'vpn' },
  'welcome.putAway': {},
  'welcome.restore': {},
  'request.start': {},
  'request.get': { id },
  'request.note': { id: solved.id, comment: 'Still' },
  'request.edit': { id, edit: { title: 'New', description: '', ticked: [] } },
  'screenshot.take': {},
  'screenshot.sources': {},
  'request.attach': { id, name: 'a.log', base64: 'YWI=' },
  'request.detach': { id, file: id },
  'request.attachAgain': {
    id,
    file: { id, name: 'a.log', type: 'text/plain', sizeBytes: 2, sha256: 'ab'.repeat(32) },
  },
  'request.handOver': { id, way: 'link' },
  'request.cancel': { id: queued.id },
  'request.reopen': { id: solved.id, comment: 'It came back' },
  'request.openTicket': { id: solved.id },
  'request.offers': { id, text: 'password' },
  'request.confirm': { id: handedOver.id, sent: true, ticket: 'HD-1' },
  'request.remove': { id },
  'request.restore': { id },
  'signIn.start': {},
  'signIn.out': {},
  'settings.change': { change: { textSizePercent: 200 } },
  'privacy.get': {},
  'history.clear': {},
  'diagnostics.preview': {},
  'diagnostics.save': { text: 'x' },
  'sync.check': {},
  'panel.hide': {},
  'panel.pin': { pinned: true },
  'panel.busy': { busy: 'guide' },
};

it.each(callChannels)('the fake of main answers %s as the contract says', async (channel) => {
  expect(contract[channel].input.safeParse(inputs[channel]).error).toBeUndefined();
  const answer = await createClient(fakeMain().bridge).call(channel, inputs[channel]);
  expect(answer.ok ? contract[channel].output.safeParse(answer.value).error : answer).toBeUndefined();
});
