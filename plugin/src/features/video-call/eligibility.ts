/** What the decision needs to know of a Flex task. */
export interface TaskFacts {
  /** The reservation's status: pending, accepted, wrapping, completed or canceled. */
  readonly status: string;
  /** The worker who holds the reservation. */
  readonly workerSid: string | undefined;
  /** As Flex's TaskHelper sees it; a voice task is not. */
  readonly chatBased: boolean;
  /** Empty when the task has no conversation. */
  readonly conversationSid: string;
}

/**
 * Whether the agent may start a video call from this task: a conversation, whose reservation this agent has accepted and not
 * yet wrapped up. The service checks the same again; this only decides what is shown.
 *
 * @param me the worker's SID, undefined while Flex does not know it
 */
export function offersVideo(task: TaskFacts, me: string | undefined): boolean {
  const mine = me === undefined || task.workerSid === me;
  return mine && task.chatBased && task.status === 'accepted' && /^CH[0-9a-fA-F]{32}$/.test(task.conversationSid);
}
