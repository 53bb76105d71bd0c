import { TaskHelper, type ITask } from '@twilio/flex-ui';
import type { FlexHook } from '../../../hooks';
import type { Edition, Shortcuts } from '../../config';
import type { Waiting } from '../../lobby';
import type { Text } from '../../texts';
import type { VideoCalls } from '../../video-calls';

interface Wiring {
  /** The key of each, which Flex takes together with Ctrl and Shift. */
  readonly keys: Shortcuts | false;
  /** Functions let nobody wait. */
  readonly edition: Edition;
  readonly calls: VideoCalls;
  readonly text: Text;
  readonly offers: (task: ITask) => boolean;
  /** The task that Flex shows. */
  readonly selected: () => ITask | undefined;
  readonly waiting: () => readonly Waiting[];
  readonly onDecide: (waiting: Waiting, what: 'admit') => Promise<void>;
}

/** Start or open the call of the task that is shown, end it, and let in who has waited longest; by Flex's own shortcuts. */
export function callShortcuts(wiring: Wiring): readonly FlexHook[] {
  const { keys, edition, calls, text, offers, selected, waiting, onDecide } = wiring;
  if (keys === false) return [];
  const open = (): void => {
    const task = selected();
    if (task === undefined || !offers(task)) return;
    const { taskSid } = task;
    if (calls.callOf(taskSid) !== undefined) void calls.open(taskSid);
    else void calls.start({ taskSid, conversationSid: TaskHelper.getTaskConversationSid(task) });
  };
  const end = (): void => void calls.end(selected()?.taskSid ?? '');
  const admit = (): void => {
    const [first] = waiting();
    if (first !== undefined) void onDecide(first, 'admit');
  };
  const shortcuts: readonly FlexHook[] = [
    { kind: 'shortcut', key: keys.open, name: text('FlexVideoOpen'), action: open },
    { kind: 'shortcut', key: keys.end, name: text('FlexVideoEnd'), action: end },
    { kind: 'shortcut', key: keys.admit, name: text('FlexVideoAdmitNext'), action: admit }
  ];
  return edition === 'server' ? shortcuts : shortcuts.slice(0, 2);
}
