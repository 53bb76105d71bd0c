// How long the call has lasted, in milliseconds of a clock that never goes back.

import type { Screen } from './screen';

export interface CallTime {
  /** When the call began; null while there is none. A lost line does not begin it anew. */
  since: number | null;
  /** How long the last one lasted; null before it has ended. */
  lasted: number | null;
}

export const NO_CALL: CallTime = { since: null, lasted: null };

/** The time after a screen has come up at `at`. */
export function noteScreen(before: CallTime, screen: Screen, at: number): CallTime {
  switch (screen.name) {
    case 'call':
      return before.since === null ? { since: at, lasted: null } : before;
    case 'joining':
      return screen.again ? before : NO_CALL;
    case 'preview':
    case 'waiting':
      return NO_CALL;
    default:
      return before.since === null ? before : { since: null, lasted: at - before.since };
  }
}

/** Minutes and seconds, and hours where there are any: 04:05, 1:02:03. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}
