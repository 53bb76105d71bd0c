import type { FlexHook, TaskEvent } from '../../../hooks';
import type { VideoCalls } from '../../video-calls';

/** These come from TaskRouter, so they are heard as well when a supervisor or a workflow ends the task. */
const EVENTS: readonly TaskEvent[] = ['taskWrapup', 'taskCompleted', 'taskCanceled', 'taskRescinded'];

/** Forgets a task's call once the task has left the agent. */
export const taskOver = (calls: VideoCalls): readonly FlexHook[] =>
  EVENTS.map(event => ({ kind: 'task-event', event, listener: task => calls.taskOver(task.taskSid) }));
