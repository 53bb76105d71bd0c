import type { JoinAnswer, Session, SessionAnswer, StartedSession, StartSessionRequest } from '../../wire';
import type { LocalFailure } from './problems';

/** An answer, or why there is none: a problem code of the service or a failure on the way. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly title: string };

export interface VideoCallApi {
  /** Opens the conversation's session, or finds the one that is open. */
  readonly start: (request: StartSessionRequest) => Promise<Outcome<StartedSession>>;
  readonly join: (session: string) => Promise<Outcome<JoinAnswer>>;
  /** Ending an ended session succeeds. */
  readonly end: (session: string) => Promise<Outcome<SessionAnswer>>;
}

export interface ApiOptions {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  /** Asked at every call, since Flex renews its token. */
  readonly token: () => string;
  /** Milliseconds until the whole answer must have arrived. */
  readonly deadline: number;
}

type Fields = Record<string, unknown>;

const failure = (code: LocalFailure, title: string): { ok: false; code: string; title: string } => ({
  ok: false,
  code,
  title
});

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const hasTexts = (value: unknown, ...names: string[]): value is Fields =>
  isFields(value) && names.every(name => typeof value[name] === 'string' && value[name] !== '');

const isSession = (value: unknown): value is Session & Fields =>
  hasTexts(value, 'id', 'conversationSid', 'taskSid') && ['open', 'live', 'ended'].includes(String(value.state));

const isStartedSession = (value: unknown): value is StartedSession =>
  hasTexts(value, 'customerLink', 'message') &&
  isSession(value.session) &&
  String(value.message).includes(String(value.customerLink));

const isJoinAnswer = (value: unknown): value is JoinAnswer =>
  hasTexts(value, 'token', 'room', 'identity', 'displayName', 'role', 'expiresAt') &&
  typeof value.peerName === 'string';

const isSessionAnswer = (value: unknown): value is SessionAnswer => isFields(value) && isSession(value.session);

async function readOutcome<T>(response: Response, isAnswer: (value: unknown) => value is T): Promise<Outcome<T>> {
  const body: unknown = await response.json();
  if (response.ok) {
    return isAnswer(body) ? { ok: true, value: body } : failure('unreadable_answer', 'Unexpected answer');
  }
  if (!hasTexts(body, 'code')) return failure('unreadable_answer', `Status ${response.status}`);
  return { ok: false, code: String(body.code), title: typeof body.title === 'string' ? body.title : '' };
}

/** Speaks to the service. Never throws and never logs: addresses and answers hold secrets. */
export function createApi({ baseUrl, fetch, token, deadline }: ApiOptions): VideoCallApi {
  async function post<T>(
    path: string,
    body: StartSessionRequest | undefined,
    isAnswer: (value: unknown) => value is T
  ): Promise<Outcome<T>> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), deadline);
    try {
      const headers: Record<string, string> = { authorization: `Bearer ${token()}`, accept: 'application/json' };
      if (body !== undefined) headers['content-type'] = 'application/json';
      const response = await fetch(baseUrl + path, {
        method: 'POST',
        headers,
        // The Flex token is all that counts; a cookie of the service must not.
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      });
      return await readOutcome(response, isAnswer);
    } catch (error) {
      if (abort.signal.aborted) return failure('timeout', 'No answer in time');
      // response.json() rejects with a SyntaxError when a proxy answers in HTML.
      return error instanceof SyntaxError
        ? failure('unreadable_answer', 'Unexpected answer')
        : failure('unreachable', 'No connection');
    } finally {
      clearTimeout(timer);
    }
  }

  const path = (session: string, act: string) => `/v1/sessions/${encodeURIComponent(session)}/${act}`;
  return {
    start: request => post('/v1/sessions', request, isStartedSession),
    join: session => post(path(session, 'join'), undefined, isJoinAnswer),
    end: session => post(path(session, 'end'), undefined, isSessionAnswer)
  };
}
