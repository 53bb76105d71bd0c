import type {
  GuestRole,
  InviteAnswer,
  IssueInviteRequest,
  IssuedInvite,
  JoinAnswer,
  RecordingAction,
  RecordingRequest,
  SessionAnswer,
  SessionStatus,
  StartedSession,
  StartSessionRequest,
  VisitDecision
} from '../../wire';
import {
  hasTexts,
  isInviteAnswer,
  isIssuedInvite,
  isJoinAnswer,
  isSessionAnswer,
  isSessionStatus,
  isStartedSession,
  isVisitDecision
} from './answers';
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
  readonly status: (session: string) => Promise<Outcome<SessionStatus>>;
  readonly decide: (
    session: string,
    visit: string,
    what: 'admit' | 'deny' | 'remove'
  ) => Promise<Outcome<VisitDecision>>;
  readonly record: (session: string, action: RecordingAction) => Promise<Outcome<SessionAnswer>>;
  readonly invite: (session: string, role: GuestRole) => Promise<Outcome<IssuedInvite>>;
  readonly revoke: (session: string, invite: number) => Promise<Outcome<InviteAnswer>>;
}

export interface ApiOptions {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  /** Asked at every call, since Flex renews its token. */
  readonly token: () => string;
  /** Milliseconds until the whole answer must have arrived. */
  readonly deadline: number;
}

const failure = (code: LocalFailure, title: string): { ok: false; code: string; title: string } => ({
  ok: false,
  code,
  title
});

type Body = StartSessionRequest | IssueInviteRequest | RecordingRequest;

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
  async function ask<T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body: Body | undefined,
    isAnswer: (value: unknown) => value is T
  ): Promise<Outcome<T>> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), deadline);
    try {
      const headers: Record<string, string> = { authorization: `Bearer ${token()}`, accept: 'application/json' };
      if (body !== undefined) headers['content-type'] = 'application/json';
      const response = await fetch(baseUrl + path, {
        method,
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

  const path = (session: string, ...rest: readonly (string | number)[]) =>
    '/v1/sessions/' + [session, ...rest].map(encodeURIComponent).join('/');
  return {
    start: request => ask('POST', '/v1/sessions', request, isStartedSession),
    join: session => ask('POST', path(session, 'join'), undefined, isJoinAnswer),
    end: session => ask('POST', path(session, 'end'), undefined, isSessionAnswer),
    status: session => ask('GET', path(session), undefined, isSessionStatus),
    decide: (session, visit, what) => ask('POST', path(session, 'visits', visit, what), undefined, isVisitDecision),
    record: (session, action) => ask('POST', path(session, 'recording'), { action }, isSessionAnswer),
    invite: (session, role) => ask('POST', path(session, 'invites'), { role }, isIssuedInvite),
    revoke: (session, invite) => ask('DELETE', path(session, 'invites', invite), undefined, isInviteAnswer)
  };
}
