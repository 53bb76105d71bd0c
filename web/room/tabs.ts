import { createStore, type Readable } from '../room-core/store';
import { readTabMessage, tabMessage, type TabWord } from '../room-core/tabs';

/** The part of a BroadcastChannel that is used; it delivers to all tabs but the sender's. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

interface Parts {
  /** Undefined where the browser has no such channel; then nobody is asked. */
  channel: Channel | undefined;
  link: string;
  isInCall: () => boolean;
  /** Another tab takes the call over. */
  onMoved: () => void;
}

export interface Tabs {
  /** True while the call is known to be open in another tab, and the person has not decided. */
  readonly elsewhere: Readable<boolean>;
  /** Whether another tab has the call; answered within a moment. */
  ask(): Promise<boolean>;
  /** Takes the call from the other tab. */
  move(): void;
  /** Leaves it there, or wherever it is. */
  dismiss(): void;
}

/** A tab in the same browser answers within milliseconds, unless the system has frozen it; then it holds no call either. */
const ANSWER_MS = 250;

export function createTabs({ channel, link, isInCall, onMoved }: Parts): Tabs {
  const elsewhere = createStore<boolean, boolean>(false, (_, next) => next);
  const say = (word: TabWord): void => channel?.postMessage(tabMessage(word, link));
  channel?.addEventListener('message', ({ data }) => {
    const word = readTabMessage(data, link);
    if (word === 'here') elsewhere.dispatch(true);
    else if (word !== null && isInCall()) {
      if (word === 'ask') say('here');
      else onMoved();
    }
  });
  return {
    elsewhere,
    ask() {
      if (!channel) return Promise.resolve(false);
      say('ask');
      return new Promise(resolve => setTimeout(() => resolve(elsewhere.state()), ANSWER_MS));
    },
    move() {
      say('move');
      elsewhere.dispatch(false);
    },
    dismiss: () => elsewhere.dispatch(false)
  };
}
