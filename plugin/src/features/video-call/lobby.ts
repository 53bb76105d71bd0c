import type { Role, SessionStatus, Visit } from '../../wire';
import type { VideoCallString } from './flex-hooks/strings/VideoCallStrings';
import type { News } from './session-news';
import type { Text } from './texts';

/** Somebody in front of a call, for the agent to decide about. */
export interface Waiting {
  readonly task: string;
  readonly visit: string;
  /** As the agent knows them: by the customer's name or their part, and from the second on by the number of their device. */
  readonly name: string;
}

const OF_ROLE: Readonly<Partial<Record<Role, VideoCallString>>> = {
  relative: 'FlexVideoRelative',
  interpreter: 'FlexVideoInterpreter'
};

function nameOf(visit: Visit, { session, visits }: SessionStatus, text: Text): string {
  const words = OF_ROLE[visit.role];
  const name = words === undefined ? session.customerName : text(words);
  const alike = visits.filter(({ role }) => role === visit.role);
  const before = alike.filter(
    ({ openedAt, id }) => openedAt < visit.openedAt || (openedAt === visit.openedAt && id < visit.id)
  );
  return before.length === 0 ? name : text('FlexVideoDevice', { name, number: String(before.length + 1) });
}

/** Who waits in front of the task's call, those first who came first. */
export function waitingIn(task: string, { status }: News, text: Text): readonly Waiting[] {
  if (status === undefined || status.session.state === 'ended') return [];
  return status.visits
    .filter(({ state }) => state === 'waiting')
    .sort((one, other) => one.openedAt.localeCompare(other.openedAt))
    .map(visit => ({ task, visit: visit.id, name: nameOf(visit, status, text) }));
}

/** Whether a guest would be put out if the call ended now. */
export const hasGuest = ({ status }: News): boolean =>
  status !== undefined &&
  status.session.state !== 'ended' &&
  status.visits.some(({ role, state }) => role !== 'agent' && (state === 'in_room' || state === 'waiting'));

/** Those of `now` of whom nothing was said before, and what has been said from now on. */
export function newlyWaiting(
  now: readonly Waiting[],
  said: ReadonlySet<string>
): { readonly fresh: readonly Waiting[]; readonly said: ReadonlySet<string> } {
  // Who was let in and waits again is told of again.
  return { fresh: now.filter(({ visit }) => !said.has(visit)), said: new Set(now.map(({ visit }) => visit)) };
}
