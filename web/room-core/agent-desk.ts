// What the agent's page knows of the session beside the call, and what it has asked of the plugin.

import type { ActName } from './agent-acts';
import type { SessionStatus } from './session-status';

/** What is being asked, told apart by what it is about: an act and, say, the visit. */
export type AskedKey = `${ActName}:${string}`;

export interface Desk {
  /** Null until the plugin has told it; then there is somebody to ask. */
  status: SessionStatus | null;
  pending: readonly AskedKey[];
  /** Why the last thing that was asked was not done: a code. */
  problem: string | null;
  /** What was done and can't be seen otherwise. */
  done: 'resend' | null;
}

export type DeskEvent =
  | { type: 'status'; status: SessionStatus }
  | { type: 'asked'; key: AskedKey }
  | { type: 'answered'; key: AskedKey; code: string | null }
  | { type: 'dismissed' }
  /** The plugin is gone, with its window. */
  | { type: 'alone' };

export const EMPTY_DESK: Desk = { status: null, pending: [], problem: null, done: null };

/** What was asked twice is only answered once more; the newest problem counts. */
export function reduceDesk(desk: Desk, event: DeskEvent): Desk {
  switch (event.type) {
    case 'status':
      return { ...desk, status: event.status };
    case 'asked':
      return { ...desk, pending: [...desk.pending, event.key], problem: null, done: null };
    case 'answered': {
      const place = desk.pending.indexOf(event.key);
      const pending = desk.pending.filter((_, index) => index !== place);
      const done = event.code === null && event.key.startsWith('resend:') ? 'resend' : null;
      return { ...desk, pending, problem: event.code, done };
    }
    case 'dismissed':
      return desk.problem === null && desk.done === null ? desk : { ...desk, problem: null, done: null };
    case 'alone':
      return desk.status === null ? desk : { ...desk, status: null };
  }
}
