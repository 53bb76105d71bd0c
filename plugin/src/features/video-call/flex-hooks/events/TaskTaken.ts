import { type ITask, TaskHelper } from '@twilio/flex-ui';
import type { FlexHook } from '../../../hooks';
import type { VideoCalls } from '../../video-calls';

interface Wiring {
  readonly calls: VideoCalls;
  readonly offers: (task: ITask) => boolean;
}

/** Shows the call that comes with a task, as one that was transferred. */
export const taskTaken = ({ calls, offers }: Wiring): FlexHook => ({
  kind: 'task-event',
  event: 'taskAccepted',
  listener: task => {
    const { taskSid } = task;
    if (offers(task)) void calls.takeOver({ taskSid, conversationSid: TaskHelper.getTaskConversationSid(task) });
  }
});
