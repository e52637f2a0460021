import type { Block } from '../shared/guides/guide.ts';
import type { GuideRef } from '../shared/ipc/views.ts';
import type { OpenedPicture } from './screenshot/encode.ts';

/** A guide that may fit better, and why it is offered. */
export interface Alternative {
  guide: GuideRef;
  reason: 'search' | 'linked' | 'same-area' | 'suggested' | 'most-asked';
}

/** What was tried in vain, so that nobody is asked for it again. */
export type Unsolved =
  | { kind: 'guide'; id: string; title: string; giveUp: Block[]; alternatives: Alternative[] }
  | { kind: 'search'; text: string; seen: string[] };

/** A place in the panel. */
export type Screen =
  | { screen: 'home' }
  | { screen: 'search'; text: string }
  | { screen: 'area'; id: string }
  | { screen: 'guide'; id: string; title?: string }
  | { screen: 'not-solved'; from: Unsolved }
  /** At its files, where the person comes from or goes back to. */
  | { screen: 'request'; id: string; at?: 'files' }
  /** Pictures that may go along with that request, the first of them in the editor. */
  | { screen: 'picture'; id: string; pictures: readonly OpenedPicture[] }
  | { screen: 'requests' }
  | { screen: 'settings' }
  | { screen: 'privacy' }
  | { screen: 'help' };

/** Where the person is, last, and the way back. Home is always at the bottom. */
export type Trail = readonly [Screen, ...Screen[]];

export type Move =
  | { kind: 'go'; to: Screen }
  /** From outside the panel: there, with home behind it. */
  | { kind: 'jump'; to: Screen }
  | { kind: 'back' }
  | { kind: 'home' }
  /** What stands in the search field now. */
  | { kind: 'type'; text: string }
  /** The guide on top told its title. */
  | { kind: 'named'; id: string; title: string };

export const startTrail: Trail = [{ screen: 'home' }];

/** What tells two places apart, for React keys and for finding a place again. The text of a search does not. */
export function keyOf(place: Screen): string {
  if (place.screen === 'not-solved')
    return `not-solved/${place.from.kind === 'guide' ? place.from.id : 'search'}`;
  if (place.screen === 'search') return 'home';
  return 'id' in place ? `${place.screen}/${place.id}` : place.screen;
}

export const currentPlace = (trail: Trail): Screen => trail.at(-1) ?? trail[0];

/** Where "back" leads, if anywhere. */
export const placeBehind = (trail: Trail): Screen | undefined =>
  trail.length > 1 ? trail.at(-2) : undefined;

const cutAt = (trail: Trail, count: number): Trail => [trail[0], ...trail.slice(1, Math.max(1, count))];

const onTop = (trail: Trail, place: Screen): Trail => [...cutAt(trail, trail.length - 1), place];

/**
 * Going to a place that is on the trail already shortens the trail to it: nobody walks back through a circle. A search
 * is always a new one, with the way back to where it began.
 */
function go(trail: Trail, to: Screen): Trail {
  const isSame = (place: Screen): boolean => place.screen === to.screen && keyOf(place) === keyOf(to);
  const at = to.screen === 'search' ? -1 : trail.findIndex(isSame);
  if (at === 0) return cutAt(trail, 1);
  return at > 0 ? [...cutAt(trail, at), to] : [...trail, to];
}

function typed(trail: Trail, text: string): Trail {
  const here = currentPlace(trail);
  if (here.screen !== 'search') return text === '' ? trail : go(trail, { screen: 'search', text });
  return text === '' && placeBehind(trail)?.screen === 'home'
    ? cutAt(trail, trail.length - 1)
    : onTop(trail, { screen: 'search', text });
}

/** The trail after a move. */
export function navigate(trail: Trail, move: Move): Trail {
  switch (move.kind) {
    case 'go':
      return go(trail, move.to);
    case 'jump':
      return go(startTrail, move.to);
    case 'back':
      return cutAt(trail, trail.length - 1);
    case 'home':
      return startTrail;
    case 'type':
      return typed(trail, move.text);
    case 'named': {
      const here = currentPlace(trail);
      const isHere = here.screen === 'guide' && here.id === move.id && here.title !== move.title;
      return isHere ? onTop(trail, { ...here, title: move.title }) : trail;
    }
  }
}

/** What Escape does here: one way out at a time, and out of the panel at the end. */
export function escapeMove(trail: Trail): Move | 'hide' {
  const here = currentPlace(trail);
  if (here.screen === 'home') return 'hide';
  if (here.screen === 'search' && here.text !== '') return { kind: 'type', text: '' };
  return { kind: 'back' };
}
