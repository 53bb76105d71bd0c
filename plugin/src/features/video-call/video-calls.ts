import type { SessionStatus, StartedSession } from '../../wire';
import { actHandlers, perform } from './act-handlers';
import type { VideoCallApi } from './api';
import type { CallWindow } from './call-window';
import { reduceCalls, taskOfSession, type Call, type CallEvent, type Calls } from './calls-state';
import type { VideoCallConfig } from './config';
import { alreadyDelivered, type SentMessage } from './delivery';
import { type Follow, FollowedSessions } from './followed-sessions';
import { MESSAGE_SOURCE, type PluginMessage } from './page-messages';
import { type Demand, readDemand, type Sender } from './window-messages';

/** The task whose header was clicked. */
export interface CallTask {
  readonly taskSid: string;
  readonly conversationSid: string;
}

/** What the calls need from Flex and from the browser. */
export interface VideoCallPorts {
  readonly api: VideoCallApi;
  readonly follow: Follow;
  /** Opens or finds the task's window; undefined when the browser blocked it. */
  readonly openWindow: (taskSid: string) => CallWindow | undefined;
  readonly startingText: () => string;
  readonly locale: () => string | undefined;
  /** The conversation as far as Flex has loaded it. */
  readonly messages: (conversationSid: string) => readonly SentMessage[];
  /** Rejects when Flex could not send it. */
  readonly send: (conversationSid: string, body: string) => Promise<void>;
  /** Tells the agent, worded by problem code. */
  readonly notify: (code: string) => void;
  readonly changed: (calls: Calls) => void;
}

/** After this the sessions of these codes are as good as ended. */
const OVER: readonly string[] = ['session_ended', 'session_not_found'];

/**
 * The video calls of this agent's tasks: what a click does, what the call page may ask, and what each header shows.
 * One object for the whole of Flex; all its state is in `calls`.
 */
export class VideoCalls {
  private readonly windows = new Map<string, Window>();
  private readonly listeners = new Set<() => void>();
  private readonly followed: FollowedSessions;
  private readonly handlers: ReturnType<typeof actHandlers>;

  constructor(
    private readonly config: VideoCallConfig,
    private readonly ports: VideoCallPorts,
    private calls: Calls = new Map()
  ) {
    this.handlers = actHandlers(ports);
    this.followed = new FollowedSessions(ports.follow, (session, status) => this.tellStatus(session, status));
  }

  /** Undefined when the task can start a call. */
  callOf(taskSid: string): Call | undefined {
    return this.calls.get(taskSid);
  }

  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Opens the window at once, then the session, then sends the link. A click while a call is there does nothing. */
  async start(task: CallTask): Promise<void> {
    if (this.calls.has(task.taskSid)) return;
    const window = this.ports.openWindow(task.taskSid);
    if (window === undefined) {
      this.ports.notify('popup_blocked');
      return;
    }
    this.apply({ type: 'start-clicked', task: task.taskSid });
    window.say(this.ports.startingText());
    const failure = await this.escalate(task, window);
    if (failure === undefined) {
      this.apply({ type: 'started', task: task.taskSid });
    } else {
      window.close();
      this.apply({ type: 'start-failed', task: task.taskSid });
      this.ports.notify(failure);
    }
  }

  /** Shows the call page again, in the window it has or in a new one. */
  open(taskSid: string): void {
    const session = this.calls.get(taskSid)?.session;
    if (session === undefined) return;
    const window = this.ports.openWindow(taskSid);
    if (window === undefined) {
      this.ports.notify('popup_blocked');
      return;
    }
    this.windows.set(session, window.target);
    if (window.blank) window.go(this.pageOf(session));
    else window.focus();
  }

  /** Ends the call from the header and tells the call page. */
  async end(taskSid: string): Promise<void> {
    const call = this.calls.get(taskSid);
    if (call?.phase !== 'open') return;
    const answer = await this.endSession(taskSid, call.session);
    if (answer.type === 'refused') this.ports.notify(answer.code);
    else this.windows.get(call.session)?.postMessage(answer, this.config.origin);
  }

  /** Forgets the call of a task that has left this agent; the service ends it by itself. */
  taskOver(taskSid: string): void {
    this.apply({ type: 'task-over', task: taskSid });
  }

  /** Answers a message of a call page; what comes from anybody else is ignored. */
  async receive(data: unknown, sender: Sender<Window>): Promise<void> {
    const demand = readDemand(data, sender, {
      serviceOrigin: this.config.origin,
      hasCall: session => taskOfSession(this.calls, session) !== undefined,
      windowOf: session => this.windows.get(session)
    });
    if (demand.act === 'ignore') return;
    const { session, replyTo } = demand;
    this.windows.set(session, replyTo);
    if (demand.act === 'watch') this.followed.watch(session);
    else replyTo.postMessage(await this.answer(demand), this.config.origin);
  }

  private async answer(demand: Exclude<Demand<Window>, { act: 'ignore' | 'watch' }>): Promise<PluginMessage> {
    const { act, session } = demand;
    if (act === 'ask') return this.answerAsk(demand);
    if (act === 'end') return this.endSession(taskOfSession(this.calls, session) ?? '', session);
    const outcome = await this.ports.api.join(session);
    if (outcome.ok) return { source: MESSAGE_SOURCE, type: 'join', session, answer: outcome.value };
    return { source: MESSAGE_SOURCE, type: 'refused', session, code: outcome.code, title: outcome.title };
  }

  private async answerAsk({ session, id, asked }: Extract<Demand<Window>, { act: 'ask' }>): Promise<PluginMessage> {
    const outcome = asked
      ? await perform(this.handlers, session, asked)
      : ({ ok: false, code: 'unknown_act' } as const);
    const answered = { source: MESSAGE_SOURCE, type: 'answered', session, id } as const;
    return outcome.ok
      ? { ...answered, ok: true, value: outcome.value }
      : { ...answered, ok: false, code: outcome.code };
  }

  /** A window that was closed is one whose page will not ask again. */
  private tellStatus(session: string, status: SessionStatus): void {
    const window = this.windows.get(session);
    if (window === undefined || window.closed) this.followed.forget(session);
    else window.postMessage({ source: MESSAGE_SOURCE, type: 'status', session, status }, this.config.origin);
  }

  private async endSession(
    task: string,
    session: string
  ): Promise<Extract<PluginMessage, { type: 'ended' | 'refused' }>> {
    this.apply({ type: 'end-clicked', task });
    const outcome = await this.ports.api.end(session);
    if (outcome.ok || OVER.includes(outcome.code)) {
      this.apply({ type: 'ended', task });
      return { source: MESSAGE_SOURCE, type: 'ended', session };
    }
    this.apply({ type: 'end-failed', task });
    return { source: MESSAGE_SOURCE, type: 'refused', session, code: outcome.code, title: outcome.title };
  }

  /** @returns the problem code of what went wrong, or undefined */
  private async escalate({ taskSid, conversationSid }: CallTask, window: CallWindow): Promise<string | undefined> {
    const locale = this.ports.locale();
    const request = locale === undefined ? { conversationSid, taskSid } : { conversationSid, taskSid, locale };
    const outcome = await this.ports.api.start(request);
    if (!outcome.ok) return outcome.code;
    const { session } = outcome.value;
    this.apply({ type: 'session-known', task: taskSid, session: session.id });
    if (taskOfSession(this.calls, session.id) !== taskSid) {
      // The task ended while the service was answering.
      window.close();
      return undefined;
    }
    this.windows.set(session.id, window.target);
    window.go(this.pageOf(session.id));
    return this.deliver(conversationSid, outcome.value);
  }

  private async deliver(
    conversationSid: string,
    { message, customerLink }: StartedSession
  ): Promise<string | undefined> {
    try {
      if (!alreadyDelivered(this.ports.messages(conversationSid), customerLink)) {
        await this.ports.send(conversationSid, message);
      }
      return undefined;
    } catch {
      return 'message_not_sent';
    }
  }

  private pageOf(session: string): string {
    return `${this.config.baseUrl}/agent/${encodeURIComponent(session)}`;
  }

  private apply(event: CallEvent): void {
    const calls = reduceCalls(this.calls, event);
    if (calls === this.calls) return;
    const over = this.calls.get(event.task)?.session;
    if (over !== undefined && !calls.has(event.task)) this.followed.forget(over);
    this.calls = calls;
    this.ports.changed(calls);
    for (const listener of this.listeners) listener();
  }
}
