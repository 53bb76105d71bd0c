import { keptCalls, restoreCalls } from './calls-state';
import type { Calls } from './calls-state';

const KEY = 'flex-video.calls';

/**
 * Keeps the running calls in the tab's storage, so that after a reload of Flex each is where it was. Session ids are
 * not secret: every act on one needs the agent's token.
 */
export interface CallKeeper {
  readonly read: () => Calls;
  readonly write: (calls: Calls) => void;
}

/** @param storage a function, since a browser that forbids storage throws on the very access */
export function keepCallsIn(storage: () => Pick<Storage, 'getItem' | 'setItem'>): CallKeeper {
  return {
    read: () => {
      try {
        return restoreCalls(storage().getItem(KEY));
      } catch {
        return new Map();
      }
    },
    write: calls => {
      try {
        storage().setItem(KEY, JSON.stringify(keptCalls(calls)));
      } catch {
        // Without storage a reload forgets the calls; nothing else depends on it.
      }
    }
  };
}
