// Whether a call will go well over this network, as far as it can be known before there is a token for the room.

export interface NetworkMeasurements {
  online: boolean;
  /** Milliseconds until our server answered, by request; null for one that failed. */
  answersMs: readonly (number | null)[];
  /** Until its WebSocket was open; null when it did not open, undefined when nobody told where it is. */
  socketMs?: number | null;
  /** Until two ends of this very page had found each other over WebRTC; null when they did not. */
  loopbackMs: number | null;
  /** The same by way of the relay only; undefined without a relay to try. */
  relayMs?: number | null;
  /** What the page itself was loaded with, in kilobits a second; null when the browser had it in store. */
  downlinkKbps: number | null;
}

export type Verdict = 'good' | 'may_stutter' | 'will_not_work';
export type Reason =
  | 'offline'
  | 'server_unreachable'
  | 'socket_blocked'
  | 'webrtc_blocked'
  | 'relay_unreachable'
  | 'answers_lost'
  | 'answers_slow'
  | 'answers_unsteady'
  | 'download_slow';

export interface Judgement {
  verdict: Verdict;
  reasons: readonly Reason[];
}

/** A round trip over which talk becomes taking turns. */
export const SLOW_ANSWER_MS = 400;
/** What a picture's buffer does not even out any more. */
export const UNSTEADY_MS = 150;
/** What a small picture with sound needs. */
export const LOW_DOWNLINK_KBPS = 500;

/** The worst that was found decides; all that was found of that weight is told. */
export function judge(measured: NetworkMeasurements): Judgement {
  const fatal = fatalReasons(measured);
  if (fatal.length > 0) return { verdict: 'will_not_work', reasons: fatal };
  const doubts = doubtsAbout(measured);
  return { verdict: doubts.length > 0 ? 'may_stutter' : 'good', reasons: doubts };
}

function fatalReasons({ online, answersMs, socketMs, loopbackMs }: NetworkMeasurements): Reason[] {
  if (!online) return ['offline'];
  const reasons: Reason[] = [];
  if (answersMs.every(each => each === null)) reasons.push('server_unreachable');
  else if (socketMs === null) reasons.push('socket_blocked');
  if (loopbackMs === null) reasons.push('webrtc_blocked');
  return reasons;
}

function doubtsAbout({ answersMs, relayMs, downlinkKbps }: NetworkMeasurements): Reason[] {
  const answers = answersMs.filter(each => each !== null).sort((a, b) => a - b);
  const reasons: Reason[] = [];
  // Most calls find a direct path; those that do not need the relay.
  if (relayMs === null) reasons.push('relay_unreachable');
  if (answers.length < answersMs.length) reasons.push('answers_lost');
  if (median(answers) > SLOW_ANSWER_MS) reasons.push('answers_slow');
  // Against the median, not the fastest: one answer out of a warm cache is no promise.
  if ((answers.at(-1) ?? 0) - median(answers) > UNSTEADY_MS) reasons.push('answers_unsteady');
  if (downlinkKbps !== null && downlinkKbps < LOW_DOWNLINK_KBPS) reasons.push('download_slow');
  return reasons;
}

function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
