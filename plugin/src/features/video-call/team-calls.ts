import type { SessionList, SessionStatus } from '../../wire';
import type { Outcome } from './api';
import { type Progress, progressOf } from './call-progress';
import { NO_NEWS } from './session-news';

export interface TeamCallsPorts {
  /** Everybody's calls that have not ended. */
  readonly listAll: () => Promise<Outcome<SessionList>>;
  readonly status: (session: string) => Promise<Outcome<SessionStatus>>;
  /** Calls back after so many milliseconds; the answer prevents that. */
  readonly later: (milliseconds: number, then: () => void) => () => void;
}

/** A stream for each call in sight would take all connections that a browser opens to one server. */
export const LOOK_EVERY = 3_000;

/**
 * The calls of everybody's tasks, for who supervises. The service is asked as long as somebody looks, and only about the tasks that
 * are looked at.
 */
export class TeamCalls {
  private readonly looking = new Map<() => void, string>();
  private calls: ReadonlyMap<string, SessionStatus> = new Map();
  /** The problem code of why nothing is known at the moment. */
  private trouble: string | undefined;
  private asking = false;
  /** The tasks that were asked about last. */
  private asked: ReadonlySet<string> = new Set();
  private stop = (): void => undefined;

  constructor(private readonly ports: TeamCallsPorts) {}

  /** Calls the listener with every change of the task's call. @returns what ends that */
  look(taskSid: string, listener: () => void): () => void {
    this.looking.set(listener, taskSid);
    this.stop();
    void this.ask();
    return () => {
      this.looking.delete(listener);
      if (this.looking.size === 0) this.stop();
    };
  }

  /** Undefined while the task has no call that is known. */
  statusOf(taskSid: string): SessionStatus | undefined {
    return this.calls.get(taskSid);
  }

  /** How far the task's call has come; what became of its message, only its agent's Flex knows. */
  progressOf(taskSid: string): Progress | undefined {
    const status = this.calls.get(taskSid);
    return status && progressOf({ ...NO_NEWS, status, trouble: this.trouble }, undefined);
  }

  /** What begins to be looked at while an answer is on its way is asked for right after it. */
  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    const found = await this.find();
    this.asking = false;
    this.trouble = found.ok ? undefined : found.code;
    if (found.ok) this.calls = found.value;
    for (const listener of [...this.looking.keys()]) listener();
    if ([...this.looking.values()].some(task => !this.asked.has(task))) void this.ask();
    else if (this.looking.size > 0) this.stop = this.ports.later(LOOK_EVERY, () => void this.ask());
  }

  private async find(): Promise<Outcome<ReadonlyMap<string, SessionStatus>>> {
    const listed = await this.ports.listAll();
    const asked = (this.asked = new Set(this.looking.values()));
    if (!listed.ok) return listed;
    const wanted = listed.value.sessions.filter(({ taskSid }) => asked.has(taskSid));
    const answers = await Promise.all(wanted.map(({ id }) => this.ports.status(id)));
    const calls = new Map<string, SessionStatus>();
    // One that ended between the two questions has none.
    for (const answer of answers) if (answer.ok) calls.set(answer.value.session.taskSid, answer.value);
    return { ok: true, value: calls };
  }
}
