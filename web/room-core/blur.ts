// Whether one's own background is blurred, and why it is not.

export interface BlurState {
  status: 'off' | 'starting' | 'on';
  /** Why it was switched off by itself: what it needs did not come, or the device can't keep up. */
  problem: 'failed' | 'slow' | null;
}

export type BlurEvent = { type: 'switched'; on: boolean } | { type: 'started' } | { type: 'failed' } | { type: 'slow' };

export const NOT_BLURRED: BlurState = { status: 'off', problem: null };

/** What is reported of a blur that was switched off meanwhile changes nothing. */
export function reduceBlur(state: BlurState, event: BlurEvent): BlurState {
  switch (event.type) {
    case 'switched':
      if (event.on === (state.status !== 'off') && state.problem === null) return state;
      return { status: event.on ? (state.status === 'off' ? 'starting' : state.status) : 'off', problem: null };
    case 'started':
      return state.status === 'starting' ? { status: 'on', problem: null } : state;
    case 'failed':
    case 'slow':
      return state.status === 'off' ? state : { status: 'off', problem: event.type };
  }
}
