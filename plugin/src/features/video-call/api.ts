import type {
  GuestRole,
  InvitationAnswer,
  InviteAnswer,
  IssueInviteRequest,
  IssuedInvite,
  JoinAnswer,
  RecordingAction,
  RecordingRequest,
  SendInvitationRequest,
  SessionAnswer,
  SessionList,
  SessionStatus,
  StartedSession,
  StartSessionRequest,
  StillAnswer,
  SupervisionMode,
  SupervisionRequest,
  VisitDecision
} from '../../wire';
import {
  isInvitationAnswer,
  isInviteAnswer,
  isIssuedInvite,
  isJoinAnswer,
  isSessionAnswer,
  isSessionList,
  isSessionStatus,
  isStartedSession,
  isStillAnswer,
  isVisitDecision
} from './answers';
import { exchange, failure, json, type Read, readOutcome } from './exchange';
import { isImage } from './images';

/** An answer, or why there is none: a problem code of the service or a failure on the way. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly title: string };

export interface VideoCallApi {
  /** Opens the conversation's session, or finds the one that is open. */
  readonly start: (request: StartSessionRequest) => Promise<Outcome<StartedSession>>;
  /** The agent's sessions that have not ended. */
  readonly list: () => Promise<Outcome<SessionList>>;
  readonly join: (session: string) => Promise<Outcome<JoinAnswer>>;
  /** Asks who sends the customer's link, on a channel that takes free messages for a time only; `again`: also when it was sent. */
  readonly invitation: (session: string, again: boolean) => Promise<Outcome<InvitationAnswer>>;
  /** Everybody's sessions that have not ended, for who supervises. */
  readonly listAll: () => Promise<Outcome<SessionList>>;
  /** The way into a call for who supervises it. */
  readonly supervise: (session: string) => Promise<Outcome<JoinAnswer>>;
  /** Who hears and sees the supervisor, at that supervisor's wish. */
  readonly changeSupervision: (session: string, mode: SupervisionMode) => Promise<Outcome<SessionStatus>>;
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
  /** Keeps a picture with the session; a JPEG or PNG. */
  readonly keepStill: (session: string, image: Blob) => Promise<Outcome<StillAnswer>>;
  /** One of the session's pictures. */
  readonly still: (session: string, still: string) => Promise<Outcome<Blob>>;
}

export interface ApiOptions {
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  /** Asked at every call, since Flex renews its token. */
  readonly token: () => string;
  /** The agent's SID, undefined while Flex does not know it. */
  readonly worker: () => string | undefined;
  /** Milliseconds until the whole answer must have arrived. */
  readonly deadline: number;
}

const ACCEPTED = 'application/json, image/jpeg, image/png';

type Body =
  | StartSessionRequest
  | IssueInviteRequest
  | RecordingRequest
  | SendInvitationRequest
  | SupervisionRequest
  | Blob;

const isNoAnswer = (value: unknown): value is never => value === undefined;

/** A picture, whose bytes are nobody's business here. */
async function readImage(response: Response): Promise<Outcome<Blob>> {
  if (!response.ok) return readOutcome(response, isNoAnswer);
  const image = await response.blob();
  return isImage(image) ? { ok: true, value: image } : failure('unreadable_answer', 'Unexpected answer');
}

function sent(body: Body | undefined): { type?: string; body?: string | Blob } {
  if (body === undefined) return {};
  return body instanceof Blob ? { type: body.type, body } : { type: 'application/json', body: JSON.stringify(body) };
}

/** Speaks to the service. Never throws and never logs: addresses and answers hold secrets. */
export function createApi({ baseUrl, fetch, token, worker, deadline }: ApiOptions): VideoCallApi {
  function ask<T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    content: Body | undefined,
    read: Read<T>
  ): Promise<Outcome<T>> {
    const { type, body } = sent(content);
    const headers: Record<string, string> = { authorization: `Bearer ${token()}`, accept: ACCEPTED };
    if (type !== undefined) headers['content-type'] = type;
    return exchange(
      { fetch, deadline },
      baseUrl + path,
      { method, headers, ...(body === undefined ? {} : { body }) },
      read
    );
  }

  const path = (session: string, ...rest: readonly (string | number)[]) =>
    '/v1/sessions/' + [session, ...rest].map(encodeURIComponent).join('/');
  return {
    start: request => ask('POST', '/v1/sessions', request, json(isStartedSession)),
    list: () => {
      // Who supervises would hear of everybody's.
      const mine = new URLSearchParams(worker() === undefined ? {} : { worker: worker() ?? '' }).toString();
      return ask('GET', `/v1/sessions${mine && `?${mine}`}`, undefined, json(isSessionList));
    },
    listAll: () => ask('GET', '/v1/sessions', undefined, json(isSessionList)),
    supervise: session => ask('POST', path(session, 'supervise'), undefined, json(isJoinAnswer)),
    changeSupervision: (session, mode) => ask('POST', path(session, 'supervision'), { mode }, json(isSessionStatus)),
    join: session => ask('POST', path(session, 'join'), undefined, json(isJoinAnswer)),
    invitation: (session, again) => ask('POST', path(session, 'invitation'), { again }, json(isInvitationAnswer)),
    end: session => ask('POST', path(session, 'end'), undefined, json(isSessionAnswer)),
    status: session => ask('GET', path(session), undefined, json(isSessionStatus)),
    decide: (session, visit, what) =>
      ask('POST', path(session, 'visits', visit, what), undefined, json(isVisitDecision)),
    record: (session, action) => ask('POST', path(session, 'recording'), { action }, json(isSessionAnswer)),
    invite: (session, role) => ask('POST', path(session, 'invites'), { role }, json(isIssuedInvite)),
    revoke: (session, invite) => ask('DELETE', path(session, 'invites', invite), undefined, json(isInviteAnswer)),
    keepStill: (session, image) => ask('POST', path(session, 'stills'), image, json(isStillAnswer)),
    still: (session, still) => ask('GET', path(session, 'stills', still), undefined, readImage)
  };
}
