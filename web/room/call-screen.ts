import { speakInCall } from '../room-core/messages';

export type CallScreen = typeof import('./components/call');

let loading: Promise<CallScreen> | null = null;
let loaded: CallScreen | null = null;

/** Loads the call screen and its sentences once, in a file of its own: nobody needs it before Join. A failed load may be tried again. */
export function loadCallScreen(): Promise<CallScreen> {
  loading ??= Promise.all([import('./components/call'), speakInCall()]).then(
    ([screen]) => (loaded = screen),
    (error: unknown) => {
      loading = null;
      throw error;
    }
  );
  return loading;
}

/** What loadCallScreen() has loaded, or null before that. */
export function callScreen(): CallScreen | null {
  return loaded;
}
