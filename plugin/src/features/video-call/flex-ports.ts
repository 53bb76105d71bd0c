import type { FlexContext } from '../hooks';
import type { VideoCallConfig } from './config';
import { linkAttributes, type SentMessage, sessionOfAttributes } from './delivery';
import type { MenuPorts } from './menu-acts';
import { messageFor } from './message-templates';
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

type FlexPorts = Pick<VideoCallPorts, 'locale' | 'messages' | 'send' | 'notify' | 'reveal'> &
  Pick<MenuPorts, 'confirm'>;

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

/** As Flex names it: sms, whatsapp, web, … */
function channelOf({ flex, manager }: FlexContext, conversationSid: string): string | undefined {
  const tasks = [...manager.store.getState().flex.worker.tasks.values()];
  return tasks.find(task => flex.TaskHelper.getTaskConversationSid(task) === conversationSid)?.channelType;
}

/** What the calls need of Flex, from the real one. */
export function flexPorts(
  context: FlexContext,
  { place, messages: templates }: Pick<VideoCallConfig, 'place' | 'messages'>
): FlexPorts {
  const { flex, manager } = context;
  const locale = (): string | undefined => manager.localization.localeTag || undefined;
  const messages = (conversationSid: string): readonly SentMessage[] => {
    const conversation = manager.store.getState().flex.chat.conversations[conversationSid];
    if (conversation === undefined) return [];
    const others = [...conversation.participants.values()].filter(
      ({ source }) => source.identity !== manager.user.identity
    );
    // Where a channel has no receipts, how far somebody has read tells the same.
    const readTo = Math.max(-1, ...others.map(({ source }) => source.lastReadMessageIndex ?? -1));
    return conversation.messages.map(({ source, deliveryStatus }) => {
      const { body } = source;
      // One that is still being sent has no more than that.
      if (!('attributes' in source)) return { body, deliveryStatus };
      const receipt = source.aggregatedDeliveryReceipt;
      return {
        body,
        deliveryStatus,
        session: sessionOfAttributes(source.attributes),
        delivered: receipt?.delivered === 'all',
        read: receipt?.read === 'all' || source.index <= readTo
      };
    });
  };
  return {
    messages,
    locale,
    send: async started => {
      const { id, conversationSid } = started.session;
      const body = messageFor(templates, { channel: channelOf(context, conversationSid), locale: locale() }, started);
      const messageAttributes = linkAttributes(id);
      await within(
        SEND_DEADLINE,
        flex.Actions.invokeAction('SendMessage', { conversationSid, body, messageAttributes })
      );
    },
    // What can't be shown is still running, so there is nothing to be told of.
    reveal: taskSid => void reveal(context, taskSid, place !== 'panel').catch(() => undefined),
    confirm: done => {
      flex.Notifications.showNotification(done);
    },
    notify: code => {
      flex.Notifications.showNotification(problemString(code));
    }
  };
}

/** Calls the listener whenever messages, what became of them, or who has read them changed in any conversation. */
export function onConversations({ manager }: FlexContext, listener: () => void): void {
  // Flex replaces these parts of a conversation, but keeps the object that holds all conversations.
  const now = (): readonly unknown[] =>
    Object.values(manager.store.getState().flex.chat.conversations).flatMap(each => [each.messages, each.participants]);
  let before = now();
  manager.store.subscribe(() => {
    const after = now();
    if (after.length === before.length && after.every((part, index) => part === before[index])) return;
    before = after;
    listener();
  });
}
