import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  currentPlace,
  escapeMove,
  keyOf,
  navigate,
  placeBehind,
  startTrail,
  type Move,
  type Screen,
  type Trail,
} from '../../../renderer/navigation.ts';

const after = (...moves: Move[]): Trail => moves.reduce(navigate, startTrail);
const go = (to: Screen): Move => ({ kind: 'go', to });
const type = (text: string): Move => ({ kind: 'type', text });
const guide = (id: string): Screen => ({ screen: 'guide', id });
const names = (trail: Trail): string[] => trail.map(({ screen }) => screen);

describe('finding', () => {
  it('typing on home is a search, and clearing it is home again', () => {
    expect(names(after(type('p'), type('pr')))).toEqual(['home', 'search']);
    expect(currentPlace(after(type('p'), type('pr')))).toEqual({ screen: 'search', text: 'pr' });
    expect(after(type('p'), type(''))).toEqual(startTrail);
  });

  it('comes back to the words that were typed', () => {
    const trail = after(type('printer'), go(guide('cant-print')), { kind: 'back' });
    expect(currentPlace(trail)).toEqual({ screen: 'search', text: 'printer' });
  });

  it('a search from a guide leads back to the guide', () => {
    const trail = after(go(guide('a')), go({ screen: 'search', text: '' }), type('x'), type(''));
    expect(currentPlace(trail)).toEqual({ screen: 'search', text: '' });
    expect(placeBehind(trail)).toEqual(guide('a'));
  });

  it('from the pictures of a request leads back to its files, whatever was done to them', () => {
    const opened = after(
      go({ screen: 'request', id: 'r' }),
      go({ screen: 'request', id: 'r', at: 'files' }),
      go({ screen: 'picture', id: 'r', pictures: [] }),
      go({ screen: 'picture', id: 'r', pictures: [] }),
    );
    expect(names(opened)).toEqual(['home', 'request', 'picture']);
    expect(escapeMove(opened)).toEqual({ kind: 'back' });
    expect(currentPlace(navigate(opened, { kind: 'back' }))).toEqual({
      screen: 'request',
      id: 'r',
      at: 'files',
    });
  });

  it('keeps the field when home turns into search, so that it keeps the focus', () => {
    expect(keyOf({ screen: 'search', text: 'x' })).toBe(keyOf({ screen: 'home' }));
  });
});

describe('going', () => {
  it('to where one is already changes nothing', () => {
    expect(after(go({ screen: 'help' }), go({ screen: 'help' }))).toEqual(after(go({ screen: 'help' })));
  });

  it('to a place on the way back shortens the way', () => {
    expect(
      names(after(go({ screen: 'settings' }), go({ screen: 'privacy' }), go({ screen: 'settings' }))),
    ).toEqual(['home', 'settings']);
  });

  it('two guides are two places', () => {
    expect(after(go(guide('a')), go(guide('b')))).toHaveLength(3);
  });

  it('a jump from outside leaves only home behind', () => {
    expect(names(after(type('x'), go(guide('a')), { kind: 'jump', to: { screen: 'requests' } }))).toEqual([
      'home',
      'requests',
    ]);
  });

  it('a guide that tells its title is named on the way back, and only that guide', () => {
    const named = after(go(guide('a')), { kind: 'named', id: 'a', title: 'A' });
    expect(currentPlace(named)).toEqual({ screen: 'guide', id: 'a', title: 'A' });
    expect(navigate(named, { kind: 'named', id: 'b', title: 'B' })).toBe(named);
  });
});

describe('Escape', () => {
  it('clears the words, then hides', () => {
    const searching = after(type('printer'));
    const out = escapeMove(searching);
    expect(out).toEqual({ kind: 'type', text: '' });
    expect(out !== 'hide' && escapeMove(navigate(searching, out))).toBe('hide');
  });

  it('hides the panel within the length of the way, from anywhere', () => {
    const places = fc.constantFrom<Screen>(
      { screen: 'help' },
      { screen: 'settings' },
      { screen: 'search', text: '' },
      { screen: 'search', text: 'x' },
      guide('a'),
      guide('b'),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(places.map(go), fc.string().map(type), fc.constant<Move>({ kind: 'back' }))),
        (moves) => {
          let trail = after(...moves);
          const most = trail.length * 2;
          let presses = 0;
          for (let out = escapeMove(trail); out !== 'hide'; out = escapeMove(trail)) {
            trail = navigate(trail, out);
            presses += 1;
            expect(presses).toBeLessThanOrEqual(most);
          }
          expect(trail[0]).toEqual({ screen: 'home' });
        },
      ),
    );
  });
});
