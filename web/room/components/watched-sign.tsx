import type { JSX } from 'preact';
import { say } from '../../room-core/messages';

/** Stands there as long as a supervisor is in the call and the agent is to know; that it begins and ends is announced. */
export function WatchedSign({ supervisor }: { supervisor: string | null }): JSX.Element | null {
  return supervisor === null ? null : <p class="watched-sign">{say('watched_by', { name: supervisor })}</p>;
}
