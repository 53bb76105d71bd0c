import type { Visit, VisitState } from '../../wire';
import type { Receipt } from './delivery';
import type { VideoCallString } from './flex-hooks/strings/VideoCallStrings';
import type { News, Signs } from './session-news';

/** How far a call has come, as the agent sees it. */
export type Progress =
  | 'starting'
  | 'sent'
  | 'delivered'
  | 'read'
  | 'undelivered'
  | 'opened'
  | 'camera_asked'
  | 'camera_refused'
  | 'waiting'
  | 'in_call'
  | 'weak_network'
  | 'dropped'
  | 'left'
  | 'over'
  /** The service does not answer, or not to this agent; the call itself needs it no more. */
  | 'not_known';

export type Tone = 'quiet' | 'good' | 'warning' | 'bad';

interface Words {
  readonly tone: Tone;
  readonly is: VideoCallString;
  /** What the agent can do now. */
  readonly next: VideoCallString;
}

/** What is said of each. */
export const PROGRESS_WORDS: Readonly<Record<Progress, Words>> = {
  starting: { tone: 'quiet', is: 'FlexVideoStarting', next: 'FlexVideoNextStarting' },
  sent: { tone: 'quiet', is: 'FlexVideoIsSent', next: 'FlexVideoNextSent' },
  delivered: { tone: 'quiet', is: 'FlexVideoIsDelivered', next: 'FlexVideoNextSent' },
  read: { tone: 'quiet', is: 'FlexVideoIsRead', next: 'FlexVideoNextRead' },
  undelivered: { tone: 'bad', is: 'FlexVideoIsUndelivered', next: 'FlexVideoNextUndelivered' },
  opened: { tone: 'quiet', is: 'FlexVideoIsOpened', next: 'FlexVideoNextOpened' },
  camera_asked: { tone: 'quiet', is: 'FlexVideoIsCameraAsked', next: 'FlexVideoNextOpened' },
  camera_refused: { tone: 'warning', is: 'FlexVideoIsCameraRefused', next: 'FlexVideoNextCameraRefused' },
  waiting: { tone: 'warning', is: 'FlexVideoIsWaiting', next: 'FlexVideoNextWaiting' },
  in_call: { tone: 'good', is: 'FlexVideoIsInCall', next: 'FlexVideoNextInCall' },
  weak_network: { tone: 'warning', is: 'FlexVideoIsWeakNetwork', next: 'FlexVideoNextWeakNetwork' },
  dropped: { tone: 'bad', is: 'FlexVideoIsDropped', next: 'FlexVideoNextDropped' },
  left: { tone: 'quiet', is: 'FlexVideoIsLeft', next: 'FlexVideoNextLeft' },
  over: { tone: 'quiet', is: 'FlexVideoIsOver', next: 'FlexVideoNextOver' },
  not_known: { tone: 'warning', is: 'FlexVideoIsNotKnown', next: 'FlexVideoNextNotKnown' }
};

/** From this level of 0 to 5 on, a picture stutters: the page itself says so to its guest as well. */
const WEAK = 2;

const OF_LINK: Readonly<Record<Receipt, Progress>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'undelivered'
};

const byNewest = (one: Visit, other: Visit): number => other.openedAt.localeCompare(one.openedAt);

function ofGuests(visits: readonly Visit[], signs: News['signs']): Progress | undefined {
  const guests = visits.filter(({ role }) => role !== 'agent').sort(byNewest);
  const those = (...states: readonly VisitState[]) => guests.filter(({ state }) => states.includes(state));
  const [present, coming] = [those('in_room'), those('opened', 'admitted')];
  // Who waits needs the agent, whoever else is there.
  if (those('waiting').length > 0) return 'waiting';
  const camera = (is: Signs['camera']) => (visit: Visit) => signs.get(visit.id)?.camera === is;
  const refused = [...present, ...coming].some(camera('refused'));
  if (present.some(({ id }) => (signs.get(id)?.network ?? WEAK + 1) <= WEAK)) return 'weak_network';
  if (present.length > 0) return refused ? 'camera_refused' : 'in_call';
  if (those('away').length > 0) return 'dropped';
  if (coming.length > 0) return refused ? 'camera_refused' : coming.some(camera('asked')) ? 'camera_asked' : 'opened';
  return guests.length > 0 ? 'left' : undefined;
}

/**
 * What is to be said of a call: its end, then what is not known, then its guests, and before any of them has come, what became of the
 * message with the link.
 *
 * @param receipt undefined where the channel tells nothing
 */
export function progressOf({ status, signs, trouble }: News, receipt: Receipt | undefined): Progress {
  if (status?.session.state === 'ended') return 'over';
  if (trouble !== undefined) return 'not_known';
  return ofGuests(status?.visits ?? [], signs) ?? OF_LINK[receipt ?? 'sent'];
}
