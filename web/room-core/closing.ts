// Where a call or the way to it can end, and which refusal leads where.

import { NO_ANSWER } from './outcome';

/** Each is a screen of its own with words of its own in messages.ts. */
export type Ending =
  | 'left'
  | 'over'
  | 'elsewhere'
  | 'removed'
  | 'denied'
  | 'expired'
  | 'invalid'
  | 'full'
  | 'lost'
  | 'failed'
  | 'signed_out'
  | 'not_yours'
  | 'no_opener'
  | 'no_answer'
  | 'unsupported'
  | 'framed';

/** What the person can do there: come back into the call, try the same again, or nothing. */
export type WayOn = 'rejoin' | 'retry' | 'none';

const WAYS_ON: Readonly<Record<Ending, WayOn>> = {
  left: 'rejoin',
  over: 'none',
  elsewhere: 'rejoin',
  removed: 'none',
  denied: 'none',
  expired: 'none',
  invalid: 'none',
  full: 'retry',
  lost: 'rejoin',
  failed: 'retry',
  signed_out: 'retry',
  not_yours: 'none',
  no_opener: 'none',
  no_answer: 'retry',
  unsupported: 'none',
  framed: 'none'
};

export function wayOn(ending: Ending): WayOn {
  return WAYS_ON[ending];
}

const BY_CODE: Readonly<Record<string, Ending>> = {
  session_ended: 'over',
  invite_expired: 'expired',
  invite_invalid: 'invalid',
  session_not_found: 'invalid',
  visit_denied: 'denied',
  room_full: 'full',
  not_your_session: 'not_yours',
  task_not_reserved: 'not_yours',
  task_not_accepted: 'not_yours',
  supervisor_present: 'full',
  [NO_ANSWER]: 'no_answer',
  flex_token_missing: 'signed_out',
  flex_token_invalid: 'signed_out',
  flex_token_expired: 'signed_out'
};

/** The ending for a refusal of our server, by its code; what the page cannot tell apart can be tried again. */
export function endingOfRefusal(code: string): Ending {
  return BY_CODE[code] ?? 'failed';
}

// Twilio Video's error codes.
const ROOM_FULL = 53105;
const ROOM_NOT_FOUND = 53106;
const ROOM_COMPLETED = 53118;
const DUPLICATE_IDENTITY = 53205;

/** The ending when the room does not let us in. Null stands for an error without a code. */
export function endingOfConnect(code: number | null): Ending {
  switch (code) {
    case ROOM_FULL:
      return 'full';
    case ROOM_NOT_FOUND:
    case ROOM_COMPLETED:
      return 'over';
    case DUPLICATE_IDENTITY:
      return 'elsewhere';
    default:
      return 'failed';
  }
}

/** The ending when the room has disconnected us. Without a code somebody took us out; other codes mean that the line is lost. */
export function endingOfDisconnect(code: number | null): Ending {
  switch (code) {
    case null:
      return 'removed';
    case ROOM_COMPLETED:
    case ROOM_NOT_FOUND:
      return 'over';
    case DUPLICATE_IDENTITY:
      return 'elsewhere';
    default:
      return 'lost';
  }
}
