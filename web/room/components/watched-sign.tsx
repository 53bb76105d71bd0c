import type { JSX } from 'preact';
import { supervisedSentence } from '../../room-core/agent-words';
import type { SessionStatus } from '../../room-core/session-status';

/** Stands there as long as a supervisor is in the call and the agent is to know; that it begins and ends is announced. */
export function WatchedSign({ status }: { status: SessionStatus }): JSX.Element | null {
  const sentence = supervisedSentence(status);
  return sentence === null ? null : <p class="watched-sign">{sentence}</p>;
}
