import { type ActName, type Acts, decodeActAnswer } from '../room-core/agent-acts';
import { type AskedKey, type Desk, type DeskEvent, EMPTY_DESK, reduceDesk } from '../room-core/agent-desk';
import {
  askMessage,
  decodePluginMessage,
  guestsMessage,
  pageMessage,
  type PageMessage,
  type PluginMessage
} from '../room-core/agent-messages';
import { NO_ANSWER, type Outcome, UNEXPECTED_ANSWER, UNREACHABLE } from '../room-core/outcome';
import type { SessionStatus } from '../room-core/session-status';
import type { RoomEvent } from '../room-core/screen';
import { createStore, type Readable } from '../room-core/store';

/** The window that opened this one, or holds it in a frame. */
export interface Opener {
  postMessage(message: unknown, targetOrigin: string): void;
  readonly closed: boolean;
}

/** The page asks again in these steps: Flex may be loading, with nobody listening yet. */
const ASK_EVERY_MS = 2_000;
const ANSWER_DEADLINE_MS = 20_000;
/** Flex forgets a page that is silent for some minutes; a Flex that was reloaded knows it again by this. */
const WATCH_EVERY_MS = 20_000;

export function openerOf(page: Window): Opener | null {
  return page.parent === page ? (page.opener as Opener | null) : page.parent;
}

/**
 * The agent's side of the conversation with the plugin, which holds the Flex token this page never sees. Only messages from the
 * opener count, and, where the server named the Flex origins, only from those.
 */
export class AgentChannel {
  readonly #opener: Opener;
  readonly #session: string;
  readonly #origins: readonly string[] | null;
  readonly #report: (event: RoomEvent) => void;
  #asking: ReturnType<typeof setInterval> | null = null;
  #deadline: ReturnType<typeof setTimeout> | null = null;
  #watching: ReturnType<typeof setInterval> | null = null;
  readonly #desk = createStore<Desk, DeskEvent>(EMPTY_DESK, reduceDesk);
  /** Of the Flex that let the page in; what comes later comes from there, and goes there alone. */
  #origin: string | null = null;
  #lastId = 0;
  readonly #asked = new Map<number, (outcome: Outcome<unknown>) => void>();

  constructor(opener: Opener, session: string, origins: readonly string[] | null, report: (event: RoomEvent) => void) {
    this.#opener = opener;
    this.#session = session;
    this.#origins = origins;
    this.#report = report;
  }

  /** Says that the page is ready until the plugin gives it a way in, refuses, or stays silent for too long. */
  askJoin(): void {
    this.#settle();
    this.#say('ready');
    if (this.#asking === null) this.#asking = setInterval(() => this.#say('ready'), ASK_EVERY_MS);
    this.#deadline = setTimeout(() => this.#giveUp(), ANSWER_DEADLINE_MS);
  }

  /** Asks the plugin to end the session for everybody. */
  askEnd(): void {
    this.#settle();
    if (this.#opener.closed) {
      this.#report({ type: 'refused', code: UNREACHABLE });
      return;
    }
    this.#say('end');
    this.#deadline = setTimeout(() => this.#giveUp(), ANSWER_DEADLINE_MS);
  }

  /** How the session stands, from the plugin, and what was asked about it. */
  get desk(): Readable<Desk> {
    return this.#desk;
  }

  dismiss(): void {
    this.#desk.dispatch({ type: 'dismissed' });
  }

  /** While the call lasts, the plugin tells how the session stands. */
  watch(on: boolean): void {
    if (on === (this.#watching !== null)) return;
    if (this.#watching !== null) clearInterval(this.#watching);
    this.#watching = on ? setInterval(() => this.#look(), WATCH_EVERY_MS) : null;
    if (on) this.#look();
    else this.#desk.dispatch({ type: 'alone' });
  }

  /** Tells the plugin how many guests are in the call; null while this page is not in it. */
  tellGuests(guests: number | null): void {
    this.#post(guestsMessage(this.#session, guests));
  }

  /** Asks the plugin to do something. Never rejects; what it refuses, and its silence, are outcomes with a code. */
  async ask<Name extends ActName>(name: Name, asked: Acts[Name]['asked']): Promise<Outcome<Acts[Name]['answer']>> {
    const key: AskedKey = `${name}:${Object.values(asked).join()}`;
    this.#desk.dispatch({ type: 'asked', key });
    const answer = await this.#answerTo(id => askMessage(this.#session, id, name, asked));
    const outcome = answer.ok ? decoded(name, answer.value) : answer;
    this.#desk.dispatch({ type: 'answered', key, code: outcome.ok ? null : outcome.code });
    return outcome;
  }

  /** To be called with every message event of the window. */
  receive(event: Pick<MessageEvent<unknown>, 'data' | 'origin' | 'source'>): void {
    if (event.source !== this.#opener) return;
    if (this.#origins !== null && !this.#origins.includes(event.origin)) return;
    if (this.#origin !== null && this.#origin !== event.origin) return;
    const message = decodePluginMessage(event.data, this.#session);
    // A slow plugin may answer each of our questions; one way in is enough.
    if (message === null || (message.type === 'join' && this.#asking === null)) return;
    if (message.type === 'status') this.#take(message.status);
    else if (message.type === 'answered') this.#asked.get(message.id)?.(message.outcome);
    else this.#pass(message, event.origin);
  }

  #pass(message: Extract<PluginMessage, { type: 'join' | 'refused' | 'ended' }>, origin: string): void {
    this.#settle();
    if (message.type === 'join') this.#origin = origin;
    if (message.type === 'join') this.#report({ type: 'join_answered', answer: message.answer });
    else if (message.type === 'refused') this.#report({ type: 'refused', code: message.code });
    else this.#report({ type: 'ended' });
  }

  #take(status: SessionStatus): void {
    if (this.#watching !== null) this.#desk.dispatch({ type: 'status', status });
  }

  #look(): void {
    if (this.#opener.closed) this.#desk.dispatch({ type: 'alone' });
    else this.#say('watch');
  }

  /** The answer to the message that `make` makes with the id of this question. */
  #answerTo(make: (id: number) => PageMessage): Promise<Outcome<unknown>> {
    if (this.#opener.closed) return Promise.resolve({ ok: false, code: UNREACHABLE });
    const id = ++this.#lastId;
    return new Promise(resolve => {
      const settle = (outcome: Outcome<unknown>): void => {
        clearTimeout(deadline);
        this.#asked.delete(id);
        resolve(outcome);
      };
      const deadline = setTimeout(() => settle({ ok: false, code: NO_ANSWER }), ANSWER_DEADLINE_MS);
      this.#asked.set(id, settle);
      this.#post(make(id));
    });
  }

  #say(type: 'ready' | 'end' | 'watch'): void {
    this.#post(pageMessage(type, this.#session));
  }

  // Until Flex has answered, its origin may be unknown here, and the message says nothing that its reader could misuse.
  #post(message: PageMessage): void {
    this.#opener.postMessage(message, this.#origin ?? '*');
  }

  #giveUp(): void {
    this.#settle();
    this.#report({ type: 'refused', code: this.#opener.closed ? UNREACHABLE : NO_ANSWER });
  }

  #settle(): void {
    if (this.#asking !== null) clearInterval(this.#asking);
    if (this.#deadline !== null) clearTimeout(this.#deadline);
    this.#asking = null;
    this.#deadline = null;
  }
}

function decoded<Name extends ActName>(name: Name, value: unknown): Outcome<Acts[Name]['answer']> {
  const answer = decodeActAnswer(name, value);
  return answer === undefined ? { ok: false, code: UNEXPECTED_ANSWER } : { ok: true, value: answer };
}
