import type { FlexState } from './flex-global';

/**
 * The task to show a newcomer: the first one the agent has accepted.
 *
 * @returns undefined when there is none, or when a task is selected already
 */
export function firstTask({ flex }: FlexState): string | undefined {
  const { worker, view } = flex;
  if (view.selectedTaskSid !== undefined && worker.tasks.has(view.selectedTaskSid)) return undefined;
  return [...worker.tasks.values()].find(({ status }) => status === 'accepted')?.sid;
}
