import type { StartedSession } from '../../wire';
import { actHandlers, perform, type ActOutcome } from './act-handlers';
import type { Act } from './acts';
import type { VideoCallApi } from './api';
import { CallPages, type CallPagesPorts } from './call-pages';
import type { CallWindow } from './call-window';
import { reduceCalls, taskOfSession, type Call, type CallEvent, type Calls } from './calls-state';
import type { VideoCallConfig } from './config';
import { type Progress, progressOf } from './call-progress';
import { alreadyDelivered, receiptOf, type SentMessage } from './delivery';
import type { DoneString } from './flex-hooks/notifications/VideoCallNotifications';
import { invite, WINDOW_CLOSED } from './invitation';
import { MESSAGE_SOURCE, type PluginMessage } from './page-messages';
import { OVER } from './problems';
import type { News } from './session-news';
import { type Follow, SessionWatch } from './session-watch';
import { type Demand, readDemand, type Sender } from './window-messages';

/** The task whose header was clicked. */
export interface CallTask {
  readonly taskSid: string;
  readonly conversationSid: string;
}

/** What the calls need from Flex and from the browser. */
export interface VideoCallPorts extends Pick<CallPagesPorts, 'openWindow' | 'layer'> {
  readonly api: VideoCallApi;
  readonly follow: Follow;
  /** Hears how many guests a call's page sees; null when it is not in the call. */
  readonly meet: (session: string, guests: number | null) => void;
  /** Brings the task of a call before the agent, with the place where its page is. */
  readonly reveal: (taskSid: string) => void;
  readonly startingText: () => string;
  readonly locale: () => string | undefined;
  /** The conversation as far as Flex has loaded it. */
  readonly messages: (conversationSid: string) => readonly SentMessage[];
  /** Sends the customer the link, in the account's words where it has some. Rejects when Flex could not send it. */
  readonly send: (started: StartedSession) => Promise<void>;
  /** Tells the agent, worded by problem code. */
  readonly notify: (code: string) => void;
  readonly confirm: (done: DoneString) => void;
  readonly changed: (calls: Calls) => void;
}

/**
 * The video calls of this agent's tasks: what a click does, what the call page may ask, and what each header shows.
 * One object for the whole of Flex; all its state is in `calls`.
 */
export class VideoCalls {
  private readonly pages: CallPages;
  private readonly listeners = new Set<() => void>();
  private readonly watch: SessionWatch;
  /** The sessions of which nothing is heard at the moment. */
  private readonly inTrouble = new Set<string>();
  /** The tasks whose last call is over. */
  private readonly past = new Set<string>();
  private readonly handlers: ReturnType<typeof actHandlers>;

  constructor(
    private readonly config: Pick<VideoCallConfig, 'baseUrl' | 'origin' | 'place' | 'edition'>,
    private readonly ports: VideoCallPorts,
    private calls: Calls = new Map()
  ) {
    this.pages = new CallPages({ ...ports, ...config });
    this.handlers = actHandlers(ports);
    this.watch = new SessionWatch(ports.follow, (session, news) => this.hear(session, news));
  }

  /** Undefined when the task can start a call. */
  callOf(taskSid: string): Call | undefined {
    return this.calls.get(taskSid);
  }

  /** How far the task's call has come, or that its last one is over; undefined when it has had none. */
  progressOf(taskSid: string): Progress | undefined {
    const call = this.calls.get(taskSid);
    if (call === undefined) return this.past.has(taskSid) ? 'over' : undefined;
    if (call.session === undefined || call.phase === 'starting') return 'starting';
    const news = this.watch.newsOf(call.session);
    const conversation = news.status?.session.conversationSid;
    const messages = conversation === undefined ? [] : this.ports.messages(conversation);
    return progressOf(news, receiptOf(messages, call.session) ?? (call.unsent && 'failed'));
  }

  /** What is known of the task's call. */
  newsOf(taskSid: string): News {
    return this.watch.newsOf(this.calls.get(taskSid)?.session ?? '');
  }

  /** The tasks that have a call. */
  tasks(): readonly string[] {
    return [...this.calls.keys()];
  }

  /** Does what a call page may ask for as well. */
  async ask(taskSid: string, act: Act): Promise<ActOutcome> {
    const session = this.calls.get(taskSid)?.session;
    return session === undefined ? { ok: false, code: 'session_ended' } : perform(this.handlers, session, act);
  }

  /** To be called when Flex has heard of messages or of what became of them. */
  messagesChanged(): void {
    if (this.calls.size > 0) this.tellListeners();
  }

  /** @returns what ends the subscription */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * After Flex was loaded: asks the service which calls there are. Those that are over are forgotten, and the page of one that was
   * shown in Flex is shown again, since the customer is still in the call.
   *
   * @returns false when the service did not say
   */
  async resume(): Promise<boolean> {
    for (const { session } of this.calls.values()) if (session !== undefined) this.watch.begin(session);
    const outcome = await this.ports.api.list();
    if (!outcome.ok) return false;
    const { sessions } = outcome.value;
    for (const [task, call] of this.calls)
      if (call.phase === 'open' && !sessions.some(({ id }) => id === call.session)) this.apply({ type: 'ended', task });
    for (const { id: session, taskSid: task, customerName: customer } of sessions) {
      this.apply({ type: 'found', task, session, place: 'closed' });
      if (this.calls.get(task)?.place === 'flex') this.pages.showInFlex({ task, session, customer });
    }
    return true;
  }

  /** The session, then its page, then the link into the conversation. A click while a call is there does nothing. */
  async start(task: CallTask): Promise<void> {
    const { taskSid } = task;
    if (this.calls.has(taskSid)) return;
    const inFlex = this.config.place !== 'window';
    const window = inFlex ? undefined : this.openWindow(taskSid);
    if (!inFlex && window === undefined) return;
    this.apply({ type: 'start-clicked', task: taskSid, place: inFlex ? 'flex' : 'window' });
    window?.say(this.ports.startingText());
    const failure = await this.escalate(task, window);
    // Starting again would not help there: the call waits until the customer gets the link in another way.
    if (failure === undefined || failure === WINDOW_CLOSED) {
      this.apply({ type: 'started', task: taskSid, unsent: failure === WINDOW_CLOSED || undefined });
    } else {
      window?.close();
      this.apply({ type: 'start-failed', task: taskSid });
    }
    if (failure !== undefined) this.ports.notify(failure);
  }

  /**
   * To be called when the agent has taken up a task: a call that its conversation has already, another agent's say, is this agent's
   * from now on. Without an answer there is still the click on Start, which finds it as well.
   */
  async takeOver({ taskSid: task, conversationSid }: CallTask): Promise<void> {
    if (this.calls.has(task)) return;
    const outcome = await this.ports.api.start({ conversationSid, taskSid: task, onlyExisting: true });
    if (outcome.ok) this.apply({ type: 'found', task, session: outcome.value.session.id, place: 'closed' });
  }

  /** Brings the call page before the agent, wherever it is; one that was closed opens where calls open. */
  async open(taskSid: string): Promise<void> {
    const call = this.calls.get(taskSid);
    if (call === undefined) return;
    const here = call.place === 'flex' || (call.place === 'closed' && this.config.place !== 'window');
    if (here) await this.showInFlex(taskSid);
    else this.popOut(taskSid);
  }

  /** Moves the call page into a window of its own, or brings that to the front. Must be called within the click. */
  popOut(taskSid: string): void {
    const session = this.calls.get(taskSid)?.session;
    if (session === undefined) return;
    const window = this.openWindow(taskSid);
    if (window === undefined) return;
    // First the frame goes: the provider lets an agent into a room once.
    this.apply({ type: 'placed', task: taskSid, place: 'window' });
    this.pages.showInWindow({ session }, window);
  }

  /** Moves the call page into Flex, or shows it there. */
  async showInFlex(taskSid: string): Promise<void> {
    const call = this.calls.get(taskSid);
    if (call?.session === undefined) return;
    const { session } = call;
    if (call.place !== 'flex') {
      const outcome = await this.ports.api.status(session);
      if (!outcome.ok) {
        this.ports.notify(outcome.code);
        return;
      }
      this.pages.closeWindow(session);
      this.apply({ type: 'placed', task: taskSid, place: 'flex' });
      if (this.calls.get(taskSid)?.session !== session) return;
      this.pages.showInFlex({ task: taskSid, session, customer: outcome.value.session.customerName });
    }
    this.ports.reveal(taskSid);
  }

  /** A window can't say that it was closed, so this has to be called now and then. */
  lookForClosedWindows(): void {
    for (const [task, { place, session }] of this.calls)
      if (place === 'window' && session !== undefined && this.pages.targetOf(session)?.closed === true)
        this.apply({ type: 'placed', task, place: 'closed' });
  }

  /** Ends the call from the header and tells the call page. */
  async end(taskSid: string): Promise<void> {
    const call = this.calls.get(taskSid);
    if (call?.phase !== 'open') return;
    const answer = await this.endSession(taskSid, call.session);
    if (answer.type === 'refused') this.ports.notify(answer.code);
    else this.pages.tell(answer);
  }

  /** Forgets the call of a task that has left this agent; the service ends it by itself, but functions may not have heard. */
  taskOver(taskSid: string): void {
    const session = this.calls.get(taskSid)?.session;
    if (session !== undefined && this.config.edition === 'serverless') void this.ports.api.end(session);
    this.apply({ type: 'task-over', task: taskSid });
  }

  /** Answers a message of a call page; what comes from anybody else is ignored. */
  async receive(data: unknown, sender: Sender<Window>): Promise<void> {
    const demand = readDemand(data, sender, {
      serviceOrigin: this.config.origin,
      hasCall: session => taskOfSession(this.calls, session) !== undefined,
      windowOf: session => this.pages.targetOf(session)
    });
    if (demand.act === 'ignore') return;
    const { session, replyTo } = demand;
    this.pages.adopt(session, replyTo);
    if (demand.act === 'guests') this.ports.meet(session, demand.guests);
    else if (demand.act === 'watch') this.tellStatus(session, this.watch.newsOf(session));
    else replyTo.postMessage(await this.answer(demand), this.config.origin);
  }

  private openWindow(taskSid: string): CallWindow | undefined {
    const window = this.pages.openWindow(taskSid);
    if (window === undefined) this.ports.notify('popup_blocked');
    return window;
  }

  private async answer(
    demand: Exclude<Demand<Window>, { act: 'ignore' | 'watch' | 'guests' }>
  ): Promise<PluginMessage> {
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

  private hear(session: string, news: News): void {
    // Once for each time that the line is lost, however many calls hear nothing.
    const { trouble } = news;
    if (trouble === undefined) this.inTrouble.delete(session);
    else if (!this.inTrouble.has(session)) {
      if (this.inTrouble.size === 0) this.ports.notify(trouble);
      this.inTrouble.add(session);
    }
    const task = taskOfSession(this.calls, session);
    if (news.status?.session.state === 'ended' && task !== undefined) this.apply({ type: 'ended', task });
    else this.tellStatus(session, news);
    this.tellListeners();
  }

  private tellStatus(session: string, { status }: News): void {
    // A page offers the agent what a service does by that; of functions it would be in vain.
    if (status !== undefined && this.config.edition === 'server')
      this.pages.tell({ source: MESSAGE_SOURCE, type: 'status', session, status });
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
  private async escalate(
    { taskSid, conversationSid }: CallTask,
    window: CallWindow | undefined
  ): Promise<string | undefined> {
    const locale = this.ports.locale();
    const request = locale === undefined ? { conversationSid, taskSid } : { conversationSid, taskSid, locale };
    const outcome = await this.ports.api.start(request);
    if (!outcome.ok) return outcome.code;
    const { id: session, customerName: customer } = outcome.value.session;
    this.apply({ type: 'session-known', task: taskSid, session });
    if (taskOfSession(this.calls, session) !== taskSid) {
      // The task ended while the service was answering.
      window?.close();
      return undefined;
    }
    if (window !== undefined) this.pages.showInWindow({ session }, window);
    else {
      this.pages.showInFlex({ task: taskSid, session, customer });
      this.ports.reveal(taskSid);
    }
    return this.deliver(outcome.value);
  }

  private async deliver(started: StartedSession): Promise<string | undefined> {
    const { session, customerLink } = started;
    if (alreadyDelivered(this.ports.messages(session.conversationSid), customerLink)) return undefined;
    const invited = await invite(this.ports, started, false);
    if (!invited.ok) return invited.code;
    if (invited.sender === 'service') this.ports.confirm('FlexVideoDoneTemplate');
    return undefined;
  }

  private apply(event: CallEvent): void {
    const calls = reduceCalls(this.calls, event);
    if (calls === this.calls) return;
    const [before, after] = [this.calls.get(event.task), calls.get(event.task)];
    if (before?.place === 'flex' && after?.place !== 'flex') this.pages.leaveFlex(event.task);
    if (before?.session !== undefined && after === undefined) {
      this.watch.end(before.session);
      this.inTrouble.delete(before.session);
    }
    if (after?.phase === 'open') this.watch.begin(after.session);
    if (event.type === 'ended') this.past.add(event.task);
    else if (event.type === 'task-over' || event.type === 'start-clicked') this.past.delete(event.task);
    this.calls = calls;
    this.ports.changed(calls);
    this.tellListeners();
  }

  private tellListeners(): void {
    for (const listener of this.listeners) listener();
  }
}
