// What the agent reads of guests, links and refusals, in words.

import type { SessionStatus } from './session-status';
import type { Desk } from './agent-desk';
import { type Guest, newlyWaiting } from './guests';
import type { MessageKey } from './messages';
import { say } from './messages';
import { NO_ANSWER, UNREACHABLE } from './outcome';
import type { Role } from './wire';

/** The role, or the name where it is known; with a number from the second on. */
export function nameOf(guest: Named & Pick<Guest, 'number'>): string {
  const name = plainNameOf(guest);
  return guest.number === null ? name : say('guest_number', { name, number: guest.number });
}

type Named = Pick<Guest, 'role'> & Partial<Pick<Guest, 'name'>>;

/** The same without the number. */
export function plainNameOf({ name, role }: Named): string {
  return name ?? roleName(role);
}

/** Where the guest is, and what stands in the way of a recording. */
export function stateOf({ state, lacksConsent }: Guest): string {
  const where = WHERE[state];
  const parts = [where && say(where), lacksConsent && say('guest_no_consent')];
  return parts.filter(Boolean).join(' · ');
}

const WHERE: Readonly<Partial<Record<Guest['state'], MessageKey>>> = {
  admitted: 'guest_admitted',
  in_room: 'guest_in_room',
  away: 'guest_away',
  denied: 'guest_denied',
  removed: 'guest_removed'
};

function roleName(role: Role): string {
  return role === 'agent' ? say('agent') : say(`role_${role}`);
}

const PROBLEMS: Readonly<Record<string, MessageKey>> = {
  room_full: 'ask_room_full',
  consent_missing: 'ask_no_consent',
  message_not_sent: 'ask_not_sent',
  message_refused: 'ask_not_sent',
  messages_unavailable: 'ask_not_sent',
  messaging_window_closed: 'ask_window_closed',
  [NO_ANSWER]: 'ask_no_flex',
  [UNREACHABLE]: 'ask_no_flex',
  too_many_invites: 'ask_no_more_links',
  visit_not_waiting: 'ask_outdated',
  visit_not_admitted: 'ask_outdated',
  visit_not_found: 'ask_outdated',
  invite_not_found: 'ask_outdated',
  recording_not_allowed: 'ask_outdated',
  flex_token_missing: 'signed_out_text',
  flex_token_invalid: 'signed_out_text',
  flex_token_expired: 'signed_out_text',
  not_your_session: 'not_yours_text'
};

/** What the agent can make of a refusal. */
export function problemText(code: string): string {
  return say(PROBLEMS[code] ?? 'ask_failed');
}

/** What was refused or done, to be read until it is dismissed; or null. */
export function deskNote({ problem, done }: Pick<Desk, 'problem' | 'done'>): string | null {
  if (problem !== null) return problemText(problem);
  return done === null ? null : say('link_resent');
}

/** Who waits comes before a supervisor, and both before what became of a question. */
export function deskAnnouncement(now: Desk, before: Desk): string | null {
  const [first] = newlyWaiting(now.status, before.status);
  if (first) return say('waits', { name: nameOf(first) });
  const watched = now.status && supervisionAnnouncement(now.status, before.status);
  if (watched !== null) return watched;
  const note = deskNote(now);
  return note === deskNote(before) ? null : note;
}

const SUPERVISION = {
  listen: 'watched_by',
  whisper: 'whispered_by',
  barge: 'joined_by',
  take_over: 'taken_over_by'
} as const;

/** What a supervisor who is in the call does; or null. */
export function supervisedSentence({ supervisor, supervision }: Supervised): string | null {
  return supervisor === null ? null : say(SUPERVISION[supervision], { name: supervisor });
}

type Supervised = Pick<SessionStatus, 'supervisor' | 'supervision'>;

function supervisionAnnouncement(now: Supervised, before: Supervised | null): string | null {
  const sentence = supervisedSentence(now);
  const former = before && supervisedSentence(before);
  if (sentence === former) return null;
  return sentence ?? say('watched_no_more', { name: before?.supervisor ?? '' });
}
