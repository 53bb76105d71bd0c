// What the page tells the server of itself: which of the signals that the server declares, when, and none twice.

import type { DeviceState, LocalMediaState } from './local-media';
import type { RoomState, Screen } from './screen';
import { WEAK } from './network-state';
import type { PageSignalRequest } from './wire';

/** The longest wait that the server takes; one that lasted longer, in the lobby say, is told as this. */
export const LONGEST_WAIT_MS = 600_000;
const BEST_QUALITY = 5;
/** Of one visit, since the server hears a hundred signals of it: a network or a camera that comes and goes all day is not told of to the end. */
export const MOST_RECOVERIES = 5;
export const MOST_CAMERA_SIGNALS = 20;

/** What the agent may hear of a camera. */
type Camera = 'asked' | 'denied' | 'granted';

/** What was told, and what is needed to tell the rest. */
export interface Telling {
  /** Nobody can be told of before the server has given this device a visit. */
  visit: string | null;
  screen: Screen['name'] | null;
  /** How it stands with the camera, and what of it was told; null is nothing to tell. */
  camera: Camera | null;
  cameraTold: Camera | null;
  cameraSignals: number;
  /** When Join was tapped; null once the picture that was waited for is there. */
  tappedAt: number | null;
  /** The worst of the network that was told since the tap, or since it recovered. */
  worstQuality: number | null;
  recoveries: number;
  /** Whether it was told of this visit that its page is up. */
  openedTold: boolean;
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
  camera: null,
  cameraTold: null,
  cameraSignals: 0,
  tappedAt: null,
  worstQuality: null,
  recoveries: 0,
  openedTold: false,
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
    case 'media':
      return withDue({ ...before, camera: cameraOf(seen.state.devices.video) });
    case 'consented':
      return withDue({ ...before, consent: seen.consent });
    case 'picture':
      return onPicture(before, at);
    case 'quality':
      return onQuality(before, seen.level);
  }
}

/** What was told of a visit before it was told of anything. */
const UNTOLD = { cameraTold: null, cameraSignals: 0, recoveries: 0, openedTold: false } as const;

function cameraOf(device: DeviceState): Camera | null {
  switch (device.status) {
    case 'asking':
      return 'asked';
    case 'live':
      return 'granted';
    case 'missing':
      return device.why === 'refused' || device.why === 'system' ? 'denied' : null;
    case 'idle':
      return null;
  }
}

function onRoom(before: Telling, { visit, screen }: RoomState, at: number): Noted {
  const here = isHere(screen.name);
  // A lost line is replaced without a tap, and an agent's page joins by itself when it opens.
  const tapped = screen.name === 'joining' && before.screen !== null && !isHere(before.screen);
  const known = visit === before.visit ? before : { ...before, ...UNTOLD };
  const state: Telling = {
    ...known,
    visit,
    screen: screen.name,
    tappedAt: tapped ? at : here ? before.tappedAt : null,
    worstQuality: tapped ? null : before.worstQuality
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

/** The first judgement, each that is worse than all before, and the first that is not weak any more. */
function onQuality(before: Telling, level: number): Noted {
  const { worstQuality: worst, recoveries } = before;
  const known = Number.isInteger(level) && level >= 0 && level <= BEST_QUALITY;
  const worse = worst === null || level < worst;
  const recovers = worst !== null && worst <= WEAK && level > WEAK && recoveries < MOST_RECOVERIES;
  if (before.visit === null || !isHere(before.screen) || !known || !(worse || recovers))
    return { state: before, signals: [] };
  const state = { ...before, worstQuality: level, recoveries: recoveries + Number(recovers) };
  return { state, signals: [{ kind: 'quality', value: level }] };
}

/** With what is told once, as soon as there is a visit to tell it of. */
function withDue(state: Telling): Noted {
  if (state.visit === null || !isHere(state.screen)) return { state, signals: [] };
  if (state.consent !== null) {
    const rest = withDue({ ...state, consent: null });
    return { ...rest, signals: [{ kind: 'consented', ...state.consent }, ...rest.signals] };
  }
  const { state: told, signals } = withCamera(state);
  return state.openedTold
    ? { state: told, signals }
    : { state: { ...told, openedTold: true }, signals: [{ kind: 'opened' }, ...signals] };
}

/** A camera that is there from the first is not told of; nor is a question that comes again after an answer. */
function withCamera(state: Telling): Noted {
  const { camera, cameraTold, cameraSignals } = state;
  if (camera === null || camera === cameraTold || (camera === 'asked' && cameraTold !== null))
    return { state, signals: [] };
  if (camera === 'granted' && cameraTold === null) return { state: { ...state, cameraTold: camera }, signals: [] };
  if (cameraSignals >= MOST_CAMERA_SIGNALS) return { state, signals: [] };
  return {
    state: { ...state, cameraTold: camera, cameraSignals: cameraSignals + 1 },
    signals: [{ kind: `camera_${camera}` }]
  };
}

/** Whether the person is in the call or on the way into it. */
function isHere(screen: Screen['name'] | null): boolean {
  return screen === 'joining' || screen === 'waiting' || screen === 'call';
}
