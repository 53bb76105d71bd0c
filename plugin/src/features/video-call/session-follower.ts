import type { SessionStatus } from '../../wire';
import type { ApiOptions, Outcome } from './api';
import { splitEvents, type StreamEvent } from './event-stream';
import { hear, NO_NEWS, type News } from './session-news';

/** Waits before the next try to hear of a session, in milliseconds; the last one repeats. */
export const TRY_AGAIN_AFTER: readonly number[] = [1_000, 2_000, 5_000, 10_000, 30_000];
/** The service says something every 15 s: a stream that is silent for three times that is broken. */
export const LONGEST_SILENCE = 45_000;
/** Of these sessions there is nothing to hear, now or later. */
const NEVER: readonly number[] = [403, 404, 410];
/** How the service refuses (RFC 9457). */
const PROBLEM = 'application/problem+json';

export interface FollowerPorts extends Pick<ApiOptions, 'baseUrl' | 'fetch' | 'token'> {
  readonly status: (session: string) => Promise<Outcome<SessionStatus>>;
}

type Tell = (news: News) => void;

/** The first event says that the session began; from there on everything is told again. */
const FROM_THE_BEGINNING = 1;

/**
 * Tells how the session stands, now and after each change, until it is over or the answer is called. It is looked up first, and then
 * hears of everything since its beginning, so that nothing has to be kept here. A stream that breaks is begun anew where it broke;
 * while there is none to be had, the session is looked up instead, and what is told says so.
 */
export function followSession(ports: FollowerPorts, session: string, tell: Tell): () => void {
  const stop = new AbortController();
  void new Following(ports, session, tell, stop.signal).run();
  return () => stop.abort();
}

class Following {
  private news = NO_NEWS;
  private failures = 0;

  constructor(
    private readonly ports: FollowerPorts,
    private readonly session: string,
    private readonly tell: Tell,
    private readonly stopped: AbortSignal
  ) {}

  async run(): Promise<void> {
    if (await this.lookUp()) this.news = { ...this.news, last: FROM_THE_BEGINNING };
    while (this.goesOn()) {
      const attempt = new AbortController();
      const stop = () => attempt.abort();
      this.stopped.addEventListener('abort', stop);
      const answer = await this.listen(attempt);
      this.stopped.removeEventListener('abort', stop);
      if (answer === 'never') return;
      if (answer === 'no stream') await this.lookUp();
      if (this.goesOn()) await this.pause();
    }
  }

  private goesOn(): boolean {
    return !this.stopped.aborted && this.news.status?.session.state !== 'ended';
  }

  /** Until the stream ends, whoever ends it. */
  private async listen(attempt: AbortController): Promise<'never' | 'no stream' | 'ended'> {
    let silence = setTimeout(() => attempt.abort(), LONGEST_SILENCE);
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => attempt.abort(), LONGEST_SILENCE);
    };
    try {
      const answer = await this.open(attempt.signal);
      const kind = answer.headers.get('content-type') ?? '';
      // A proxy in the service's place may answer anything: only the service knows that there is no such session.
      if (!answer.ok) return NEVER.includes(answer.status) && kind === PROBLEM ? 'never' : 'no stream';
      if (answer.body === null || !kind.startsWith('text/event-stream')) return 'no stream';
      this.opened();
      await this.read(answer.body, heard);
      return 'ended';
    } catch {
      return 'no stream';
    } finally {
      clearTimeout(silence);
    }
  }

  private open(signal: AbortSignal): Promise<Response> {
    const { baseUrl, fetch, token } = this.ports;
    const headers: Record<string, string> = { authorization: `Bearer ${token()}`, accept: 'text/event-stream' };
    if (this.news.last !== undefined) headers['last-event-id'] = String(this.news.last);
    const url = `${baseUrl}/v1/sessions/${encodeURIComponent(this.session)}/events`;
    return fetch(url, { headers, credentials: 'omit', cache: 'no-store', signal });
  }

  /** There may be nothing new to hear: what was known is known again. */
  private opened(): void {
    this.failures = 0;
    if (this.news.trouble === undefined || this.news.status === undefined) return;
    this.news = { ...this.news, trouble: undefined };
    this.say();
  }

  private async read(body: ReadableStream<Uint8Array>, heard: () => void): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard();
      const { events, rest } = splitEvents(text + decoder.decode(value, { stream: true }));
      text = rest;
      if (events.length > 0) await this.take(events);
    }
  }

  private async take(events: readonly StreamEvent[]): Promise<void> {
    this.news = { ...events.reduce(hear, this.news), trouble: undefined };
    if (this.news.outdated) await this.lookUp();
    else this.say();
  }

  /** @returns whether the service answered */
  private async lookUp(): Promise<boolean> {
    const outcome = await this.ports.status(this.session);
    this.news = outcome.ok
      ? { ...this.news, status: outcome.value, outdated: false, trouble: undefined }
      : { ...this.news, trouble: outcome.code };
    this.say();
    return outcome.ok;
  }

  private say(): void {
    if (!this.stopped.aborted) this.tell(this.news);
  }

  private pause(): Promise<void> {
    const wait = TRY_AGAIN_AFTER[Math.min(this.failures, TRY_AGAIN_AFTER.length - 1)];
    this.failures += 1;
    return new Promise(resolve => {
      const timer = setTimeout(resolve, wait);
      this.stopped.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
