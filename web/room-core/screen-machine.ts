import type { Arrival } from './arrival';
import { type Ending, endingOfConnect, endingOfDisconnect, endingOfRefusal, wayOn } from './closing';
import { CONSENT_MISSING, CONSENT_OUTDATED } from './consent';
import { NO_ANSWER, UNREACHABLE } from './outcome';
import { rejoinAfter } from './rejoin';
import type { Command, Notice, RoomEvent, RoomState, Screen, Step, Surroundings } from './screen';
import type { JoinAnswer, VisitAnswer } from './wire';

/** Waits between two looks at a waiting visit; the last one repeats. */
export const LOOK_AFTER_MS: readonly number[] = [1_000, 1_500, 2_000, 3_000, 5_000];

const CALL: Screen = { name: 'call', line: 'up', ending: false, notice: null };

/** The first screen for this arrival, and what to do at once. Nothing is asked of the server before the customer presses Join. */
export function start(arrival: Arrival | null, around: Surroundings): Step {
  const state: RoomState = {
    role: arrival?.role ?? 'customer',
    screen: { name: 'preview' },
    visit: null,
    peerName: arrival?.role === 'customer' ? (arrival.agentName ?? null) : null,
    ownName: null
  };
  const closed = closedAtArrival(arrival, around);
  if (closed) return { state: { ...state, screen: { name: closed } }, commands: [] };
  if (!arrival || arrival.role === 'customer') return { state, commands: [{ do: 'take_media' }] };
  return enter(state, { name: 'joining', again: false, failed: 0 }, { do: 'take_media' }, { do: 'ask_plugin_join' });
}

function closedAtArrival(arrival: Arrival | null, around: Surroundings): Ending | null {
  if (!arrival) return 'invalid';
  if (arrival.state !== 'open') return endingOfRefusal(arrival.state);
  if (around.framed && arrival.role === 'customer') return 'framed';
  if (!around.canCall) return 'unsupported';
  return arrival.role !== 'customer' && !around.hasOpener ? 'no_opener' : null;
}

/**
 * One event in, the next state and the things to do out. An event that the present screen does not expect is late or unknown and
 * changes nothing, except that a room which opens too late is left again.
 */
export function step(state: RoomState, event: RoomEvent): Step {
  if (event.type === 'page_hidden') return closeIfHere(state, 'left');
  if (event.type === 'moved') return state.screen.name === 'preview' ? same(state) : closeIfHere(state, 'elsewhere');
  switch (state.screen.name) {
    case 'preview':
      return event.type === 'join_pressed' ? joinAfresh(state) : unexpected(state, event);
    case 'joining':
      return onJoining(state, event, state.screen);
    case 'waiting':
      return onWaiting(state, event, state.screen.looks);
    case 'call':
      return onCall(state, event, state.screen);
    default:
      return event.type === 'rejoin_pressed' && wayOn(state.screen.name) !== 'none'
        ? joinAfresh(state)
        : unexpected(state, event);
  }
}

function onJoining(state: RoomState, event: RoomEvent, { again, failed }: Screen & { name: 'joining' }): Step {
  switch (event.type) {
    case 'visit_answered':
      return onVisit(state, event.answer, 0);
    case 'join_answered':
      return onJoinAnswer(state, event.answer);
    case 'refused':
      if (event.code === 'visit_waiting') return waitAgain(state, 0);
      if (event.code === CONSENT_MISSING || event.code === CONSENT_OUTDATED) return askConsent(state, event.code);
      return failJoining(state, endingOfRefusal(event.code), event.code, again ? failed : null);
    case 'connected':
      return enter(state, CALL);
    case 'connect_failed':
      return failJoining(state, endingOfConnect(event.code), reference(event.code), again ? failed : null);
    case 'rejoin_due':
      return again ? { state, commands: [askAgain(state)] } : same(state);
    case 'leave_pressed':
      return again ? close(state, 'left') : same(state);
    case 'ended':
      return close(state, 'over');
    default:
      return same(state);
  }
}

/** A way in that failed for now is tried again while a lost line is being replaced; everything else ends here. */
function failJoining(state: RoomState, ending: Ending, code: string | undefined, failed: number | null): Step {
  if (failed === null || ending !== 'failed') return close(state, ending, code);
  const afterMs = rejoinAfter(failed + 1);
  if (afterMs === null) return close(state, 'lost', code);
  return enter(state, { name: 'joining', again: true, failed: failed + 1 }, { do: 'rejoin_later', afterMs });
}

function onWaiting(state: RoomState, event: RoomEvent, looks: number): Step {
  switch (event.type) {
    case 'look_due':
      return state.visit === null ? same(state) : { state, commands: [{ do: 'look', visit: state.visit }] };
    case 'visit_answered':
      return onVisit(state, event.answer, looks + 1);
    case 'refused':
      // A server out of reach for a moment is no reason to lose one's place.
      if (event.code === UNREACHABLE || event.code === 'visit_waiting') return waitAgain(state, looks + 1);
      return close(state, endingOfRefusal(event.code), event.code);
    case 'leave_pressed':
      return close(state, 'left');
    default:
      return unexpected(state, event);
  }
}

function onCall(state: RoomState, event: RoomEvent, call: Screen & { name: 'call' }): Step {
  switch (event.type) {
    case 'line_down':
      return enter(state, { ...call, line: 'down' });
    case 'line_up':
      return enter(state, { ...call, line: 'up' });
    case 'leave_pressed':
      return close(state, 'left');
    case 'end_pressed':
      if (state.role !== 'agent' || call.ending) return same(state);
      return enter(state, { ...call, ending: true, notice: null }, { do: 'ask_plugin_end' });
    case 'refused':
      return call.ending ? onEndRefused(state, call, event.code) : same(state);
    case 'ended':
      return close(state, 'over');
    case 'notice_dismissed':
      return enter(state, { ...call, notice: null });
    case 'disconnected': {
      const ending = endingOfDisconnect(event.code);
      return ending === 'lost' ? joinAgain(state) : close(state, ending, reference(event.code));
    }
    default:
      return same(state);
  }
}

function onEndRefused(state: RoomState, call: Screen & { name: 'call' }, code: string): Step {
  if (code === 'session_ended') return close(state, 'over');
  const notice: Notice = code === UNREACHABLE || code === NO_ANSWER ? 'end_unreachable' : 'end_refused';
  return enter(state, { ...call, ending: false, notice });
}

function onVisit(before: RoomState, answer: VisitAnswer, looks: number): Step {
  const state = { ...before, visit: answer.visit.id, peerName: answer.agentName };
  if (answer.session.state === 'ended') return close(state, 'over');
  switch (answer.visit.state) {
    case 'denied':
    case 'removed':
      return close(state, answer.visit.state);
    case 'opened':
    case 'waiting':
      return waitAgain(state, looks);
    default:
      return enter(state, { name: 'joining', again: false, failed: 0 }, { do: 'ask_join', visit: answer.visit.id });
  }
}

function onJoinAnswer(before: RoomState, answer: JoinAnswer): Step {
  const { peerName, agentName } = answer;
  const names = agentName === undefined ? { peerName } : { peerName, agentName };
  const state = { ...before, ...names, ownName: answer.displayName || null };
  return { state, commands: [{ do: 'connect', answer }] };
}

/** Redeeming again is harmless and finds out how the visit stands, whatever has happened since. */
function joinAfresh(state: RoomState): Step {
  const ask = askAgain({ ...state, visit: null });
  return enter(state, { name: 'joining', again: false, failed: 0 }, { do: 'take_media' }, ask);
}

/** After a lost line: a new token and a new connection, with the same camera and microphone. */
function joinAgain(state: RoomState): Step {
  return enter(state, { name: 'joining', again: true, failed: 0 }, { do: 'disconnect' }, askAgain(state));
}

function isFromFlex({ role }: RoomState): boolean {
  return role === 'agent' || role === 'supervisor';
}

function askAgain(state: RoomState): Command {
  if (isFromFlex(state)) return { do: 'ask_plugin_join' };
  return state.visit === null ? { do: 'redeem' } : { do: 'ask_join', visit: state.visit };
}

function askConsent(state: RoomState, code: string): Step {
  const ask: Command = { do: 'ask_consent', anew: code === CONSENT_OUTDATED };
  return enter(state, { name: 'preview' }, { do: 'disconnect' }, ask);
}

function waitAgain(state: RoomState, looks: number): Step {
  const afterMs = LOOK_AFTER_MS[Math.min(looks, LOOK_AFTER_MS.length - 1)] ?? 0;
  return enter(state, { name: 'waiting', looks }, { do: 'look_later', afterMs });
}

function closeIfHere(state: RoomState, ending: Ending): Step {
  const name = state.screen.name;
  if (name === 'preview' || name === 'joining' || name === 'waiting' || name === 'call') return close(state, ending);
  return same(state);
}

function close(state: RoomState, ending: Ending, code?: string): Step {
  const screen: Screen = code === undefined ? { name: ending } : { name: ending, reference: code };
  return enter(state, screen, { do: 'disconnect' }, { do: 'release_media' });
}

function unexpected(state: RoomState, event: RoomEvent): Step {
  return event.type === 'connected' ? { state, commands: [{ do: 'disconnect' }] } : same(state);
}

function enter(state: RoomState, screen: Screen, ...commands: Command[]): Step {
  return { state: { ...state, screen }, commands };
}

function same(state: RoomState): Step {
  return { state, commands: [] };
}

function reference(code: number | null): string | undefined {
  return code === null ? undefined : String(code);
}
