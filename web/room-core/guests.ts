// Whom the agent decides about, as values: who waits, who is in the call, who was turned away.

import type { GuestVisit, SessionStatus } from './session-status';
import type { Role, VisitState } from './wire';

export interface Guest {
  visit: string;
  role: Role;
  /** The customer's, from the task; null for the others, whose names nobody knows. */
  name: string | null;
  /** Tells several of one role apart, from 2; null for the first. */
  number: number | null;
  state: VisitState;
  /** Whether a recording has to wait for this guest. */
  lacksConsent: boolean;
}

export interface Guests {
  waiting: readonly Guest[];
  /** Who has a place, connected or not. */
  here: readonly Guest[];
  /** Denied or removed; may be let in all the same. */
  away: readonly Guest[];
}

const WAITING: readonly VisitState[] = ['opened', 'waiting'];
const HERE: readonly VisitState[] = ['admitted', 'in_room', 'away'];
const TURNED_AWAY: readonly VisitState[] = ['denied', 'removed'];

/** Each in the order in which they came. */
export function guestsOf(status: SessionStatus): Guests {
  const guests = status.visits
    .filter(({ role }) => role !== 'agent')
    .map((visit, index, all) => guestOf(visit, all.slice(0, index), status));
  const among = (states: readonly VisitState[]): Guest[] => guests.filter(({ state }) => states.includes(state));
  return { waiting: among(WAITING), here: among(HERE), away: among(TURNED_AWAY) };
}

function guestOf(visit: GuestVisit, before: readonly GuestVisit[], status: SessionStatus): Guest {
  const alike = before.filter(({ role }) => role === visit.role).length;
  return {
    visit: visit.id,
    role: visit.role,
    name: visit.role === 'customer' ? status.customerName || null : null,
    number: alike === 0 ? null : alike + 1,
    state: visit.state,
    lacksConsent: status.recordingAllowed && !visit.consented
  };
}

/** Who has begun to wait since. */
export function newlyWaiting(now: SessionStatus | null, before: SessionStatus | null): Guest[] {
  const known = before ? guestsOf(before).waiting.map(({ visit }) => visit) : [];
  return now ? guestsOf(now).waiting.filter(({ visit }) => !known.includes(visit)) : [];
}
