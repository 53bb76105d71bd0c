import { TaskHelper, type ITask } from '@twilio/flex-ui';
import type { TaskFacts } from './eligibility';

/** What is to be known of a task, from Flex. */
export const taskFacts = (task: ITask): TaskFacts => ({
  status: task.status,
  workerSid: task.workerSid,
  chatBased: TaskHelper.isChatBasedTask(task),
  conversationSid: TaskHelper.getTaskConversationSid(task)
});
