import { decodePluginMessage, pageMessage } from '../room-core/agent-messages';
import { NO_ANSWER, UNREACHABLE } from '../room-core/outcome';
import type { RoomEvent } from '../room-core/screen';

/** The window that opened this one, or holds it in a frame. */
export interface Opener {
  postMessage(message: unknown, targetOrigin: string): void;
  readonly closed: boolean;
}

/** The page asks again in these steps: Flex may be loading, with nobody listening yet. */
const ASK_EVERY_MS = 2_000;
const ANSWER_DEADLINE_MS = 20_000;

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

  /** To be called with every message event of the window. */
  receive(event: Pick<MessageEvent<unknown>, 'data' | 'origin' | 'source'>): void {
    if (event.source !== this.#opener) return;
    if (this.#origins !== null && !this.#origins.includes(event.origin)) return;
    const message = decodePluginMessage(event.data, this.#session);
    // A slow plugin may answer each of our questions; one way in is enough.
    if (message === null || (message.type === 'join' && this.#asking === null)) return;
    this.#settle();
    if (message.type === 'join') this.#report({ type: 'join_answered', answer: message.answer });
    else if (message.type === 'refused') this.#report({ type: 'refused', code: message.code });
    else this.#report({ type: 'ended' });
  }

  // The origin of Flex may be unknown here, and the message says nothing that its reader could misuse.
  #say(type: 'ready' | 'end'): void {
    this.#opener.postMessage(pageMessage(type, this.#session), '*');
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
