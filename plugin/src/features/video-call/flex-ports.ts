import type { FlexContext } from '../hooks';
import type { VideoCallConfig } from './config';
import type { SentMessage } from './delivery';
import { problemString } from './problems';
import type { VideoCallPorts } from './video-calls';
import { VIDEO_TAB } from './video-tab';

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

type FlexPorts = Pick<VideoCallPorts, 'locale' | 'messages' | 'send' | 'notify' | 'reveal'>;

/** Flex's tabs know a task by its reservation. */
async function reveal({ flex, manager }: FlexContext, taskSid: string, tab: boolean): Promise<void> {
  const { Actions } = flex;
  const held = [...manager.store.getState().flex.worker.tasks.values()].find(task => task.taskSid === taskSid);
  if (held === undefined) return;
  await Actions.invokeAction('NavigateToView', { viewName: 'agent-desktop' });
  await Actions.invokeAction('SelectTask', { sid: held.sid });
  if (!tab) return;
  await Actions.invokeAction('SetComponentState', {
    name: 'AgentTaskCanvasTabs',
    state: { selectedTabName: VIDEO_TAB }
  });
}

/** What the calls need of Flex, from the real one. */
export function flexPorts(context: FlexContext, { place }: Pick<VideoCallConfig, 'place'>): FlexPorts {
  const { flex, manager } = context;
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
    // What can't be shown is still running, so there is nothing to be told of.
    reveal: taskSid => void reveal(context, taskSid, place !== 'panel').catch(() => undefined),
    notify: code => {
      flex.Notifications.showNotification(problemString(code));
    }
  };
}
