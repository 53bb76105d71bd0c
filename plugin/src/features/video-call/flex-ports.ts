import type { FlexContext } from '../hooks';
import type { SentMessage } from './delivery';
import { problemString } from './problems';
import type { VideoCallPorts } from './video-calls';

/** Flex answers SendMessage when Twilio has stored the message; with its socket down it may never answer. */
const SEND_DEADLINE = 10_000;

/** Settles like the promise, or rejects after so many milliseconds. */
export async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

type FlexPorts = Pick<VideoCallPorts, 'locale' | 'messages' | 'send' | 'notify'>;

/** What the calls need of Flex, from the real one. */
export function flexPorts({ flex, manager }: FlexContext): FlexPorts {
  const messages = (conversationSid: string): readonly SentMessage[] => {
    const conversation = manager.store.getState().flex.chat.conversations[conversationSid];
    return (conversation?.messages ?? []).map(({ source, deliveryStatus }) => ({ body: source.body, deliveryStatus }));
  };
  return {
    messages,
    locale: () => manager.localization.localeTag || undefined,
    send: async (conversationSid, body) => {
      await within(SEND_DEADLINE, flex.Actions.invokeAction('SendMessage', { conversationSid, body }));
    },
    notify: code => {
      flex.Notifications.showNotification(problemString(code));
    }
  };
}
