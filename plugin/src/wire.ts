/** The part of the service's JSON API that an agent's browser uses, and the messages between the plugin and the agent's call page. */

export type SessionState = 'open' | 'live' | 'ended';

export interface Session {
  readonly id: string;
  readonly state: SessionState;
  readonly conversationSid: string;
  readonly taskSid: string;
  readonly roomSid: string;
  readonly roomName: string;
  readonly openedAt: string;
  readonly endedAt?: string;
  readonly endReason?: string;
}

/** POST /v1/sessions */
export interface StartRequest {
  readonly conversationSid: string;
  readonly taskSid: string;
  readonly locale?: string;
}

/** The answer of POST /v1/sessions: 201 for a new session, 200 for one that is already open. */
export interface StartAnswer {
  readonly session: Session;
  readonly customerLink: string;
  /** What to say in the conversation; contains customerLink. */
  readonly message: string;
}

/** The answer of POST /v1/sessions/{id}/join: what the call page needs to enter the room. */
export interface JoinAnswer {
  readonly token: string;
  readonly room: string;
  readonly wsServer?: string;
  readonly identity: string;
  readonly displayName: string;
  readonly role: 'agent' | 'customer';
  readonly expiresAt: string;
  readonly peerName: string;
}

/** The answer of POST /v1/sessions/{id}/end. */
export interface EndAnswer {
  readonly session: Session;
}

/** Every `code` the service may put into application/problem+json. */
export type ProblemCode =
  | 'malformed_json'
  | 'missing_field'
  | 'unknown_field'
  | 'invalid_field'
  | 'unsupported_media_type'
  | 'body_too_large'
  | 'flex_token_missing'
  | 'flex_token_invalid'
  | 'flex_token_expired'
  | 'identity_unavailable'
  | 'tasks_unavailable'
  | 'provider_unavailable'
  | 'provider_refused'
  | 'task_not_reserved'
  | 'not_your_session'
  | 'visit_waiting'
  | 'visit_denied'
  | 'task_not_accepted'
  | 'conversation_mismatch'
  | 'session_not_found'
  | 'invite_invalid'
  | 'not_found'
  | 'session_ended'
  | 'invite_expired'
  | 'visit_unknown'
  | 'method_not_allowed'
  | 'internal_error';

/** The mark on every message between the call page and the plugin. */
export const MESSAGE_SOURCE = 'flex-video';

/** Call page to plugin. */
export type PageMessage =
  | { readonly source: typeof MESSAGE_SOURCE; readonly type: 'ready'; readonly session: string }
  | { readonly source: typeof MESSAGE_SOURCE; readonly type: 'end'; readonly session: string };

/** Plugin to call page. */
export type PluginMessage =
  | {
      readonly source: typeof MESSAGE_SOURCE;
      readonly type: 'join';
      readonly session: string;
      readonly answer: JoinAnswer;
    }
  | {
      readonly source: typeof MESSAGE_SOURCE;
      readonly type: 'refused';
      readonly session: string;
      readonly code: string;
      readonly title: string;
    }
  | { readonly source: typeof MESSAGE_SOURCE; readonly type: 'ended'; readonly session: string };
