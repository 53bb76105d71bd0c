// What the page tells the server of itself: which of the signals that the server declares, when, and none twice.

import type { LocalMediaState } from './local-media';
import type { RoomState, Screen } from './screen';
import type { PageSignalKind, PageSignalRequest } from './wire';

/** The longest wait that the server takes; one that lasted longer, in the lobby say, is told as this. */
export const LONGEST_WAIT_MS = 600_000;
const BEST_QUALITY = 5;

/** What was told, and what is needed to tell the rest. */
export interface Telling {
  /** Nobody can be told of before the server has given this device a visit. */
  visit: string | null;
  screen: Screen['name'] | null;
  cameraRefused: boolean;
  /** When Join was tapped; null once the picture that was waited for is there. */
  tappedAt: number | null;
  /** The worst of the network that was told since the tap. */
  worstQuality: number | null;
  /** What is told once of a visit, and was. */
  told: readonly PageSignalKind[];
  /** What the person agreed to, until it is told. */
  consent: ConsentGiven | null;
}

export interface ConsentGiven {
  version: string;
  /** In which the text was read. */
  language: string;
}

export const NOTHING_TOLD: Telling = {
  visit: null,
  screen: null,
  cameraRefused: false,
  tappedAt: null,
  worstQuality: null,
  told: [],
  consent: null
};

export type Seen =
  | { type: 'room'; state: RoomState }
  | { type: 'media'; state: LocalMediaState }
  | { type: 'consented'; consent: ConsentGiven }
  /** The first decoded frame of somebody else's video track. */
  | { type: 'picture' }
  /** The judgement of one's own network, from 0 to 5. */
  | { type: 'quality'; level: number };

export interface Noted {
  state: Telling;
  /** About the visit of the state, which is never null when there is something to tell. */
  signals: readonly PageSignalRequest[];
}

/** What to tell now. `at` is milliseconds of a clock that never goes back. */
export function note(before: Telling, seen: Seen, at: number): Noted {
  switch (seen.type) {
    case 'room':
      return onRoom(before, seen.state, at);
    case 'media': {
      const { video } = seen.state.devices;
      return withDue({ ...before, cameraRefused: video.status === 'missing' && /refused|system/.test(video.why) });
    }
    case 'consented':
      return withDue({ ...before, consent: seen.consent });
    case 'picture':
      return onPicture(before, at);
    case 'quality':
      return onQuality(before, seen.level);
  }
}

function onRoom(before: Telling, { visit, screen }: RoomState, at: number): Noted {
  const here = isHere(screen.name);
  // A lost line is replaced without a tap, and an agent's page joins by itself when it opens.
  const tapped = screen.name === 'joining' && before.screen !== null && !isHere(before.screen);
  const state: Telling = {
    ...before,
    visit,
    screen: screen.name,
    tappedAt: tapped ? at : here ? before.tappedAt : null,
    worstQuality: tapped ? null : before.worstQuality,
    told: visit === before.visit ? before.told : []
  };
  const leaves = screen.name === 'left' && isHere(before.screen) && visit !== null;
  return leaves ? { state, signals: [{ kind: 'left' }] } : withDue(state);
}

/** The first picture after a tap counts; those of others who come later, or after a lost line, do not. */
function onPicture(before: Telling, at: number): Noted {
  if (before.visit === null || before.tappedAt === null) return { state: before, signals: [] };
  const value = Math.min(Math.max(Math.round(at - before.tappedAt), 0), LONGEST_WAIT_MS);
  return { state: { ...before, tappedAt: null }, signals: [{ kind: 'connected', value }] };
}

/** The first judgement and each that is worse than all before: a network that swings all day is told of six times at most. */
function onQuality(before: Telling, level: number): Noted {
  const known = Number.isInteger(level) && level >= 0 && level <= BEST_QUALITY;
  const worse = before.worstQuality === null || level < before.worstQuality;
  if (before.visit === null || !isHere(before.screen) || !known || !worse) return { state: before, signals: [] };
  return { state: { ...before, worstQuality: level }, signals: [{ kind: 'quality', value: level }] };
}

/** With what is told once, as soon as there is a visit to tell it of. */
function withDue(state: Telling): Noted {
  if (state.visit === null || !isHere(state.screen)) return { state, signals: [] };
  if (state.consent !== null) {
    const rest = withDue({ ...state, consent: null });
    return { ...rest, signals: [{ kind: 'consented', ...state.consent }, ...rest.signals] };
  }
  const kinds: PageSignalKind[] = state.cameraRefused ? ['opened', 'camera_denied'] : ['opened'];
  const due = kinds.filter(kind => !state.told.includes(kind));
  return due.length === 0
    ? { state, signals: [] }
    : { state: { ...state, told: [...state.told, ...due] }, signals: due.map(kind => ({ kind })) };
}

/** Whether the person is in the call or on the way into it. */
function isHere(screen: Screen['name'] | null): boolean {
  return screen === 'joining' || screen === 'waiting' || screen === 'call';
}
