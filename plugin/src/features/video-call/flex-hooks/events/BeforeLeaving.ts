import type { FlexHook, TaskAction } from '../../../hooks';
import type { LeaveQuestion } from '../../leave-question';
import { hasGuest } from '../../lobby';
import type { VideoCalls } from '../../video-calls';

const ACTIONS: readonly TaskAction[] = ['WrapupTask', 'CompleteTask'];

/** Asks the agent first when the task's call still has a guest in it. */
export const beforeLeaving = (calls: VideoCalls, question: LeaveQuestion): readonly FlexHook[] =>
  ACTIONS.map(action => ({
    kind: 'before-action',
    action,
    allows: async ({ taskSid }) => {
      const news = calls.newsOf(taskSid);
      return !hasGuest(news) || question.ask(news.status?.session.customerName ?? '');
    }
  }));
