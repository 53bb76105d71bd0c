import type {
  InvitationAnswer,
  InviteAnswer,
  IssuedInvite,
  JoinAnswer,
  Session,
  SessionAnswer,
  SessionList,
  SessionStatus,
  StartedSession,
  StillAnswer,
  VisitDecision
} from '../../wire';

// What the service answers, as far as this plugin uses it; what the call page gets of it, the page looks at itself.

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

export const hasTexts = (value: unknown, ...names: string[]): value is Fields =>
  isFields(value) && names.every(name => typeof value[name] === 'string' && value[name] !== '');

export const isSession = (value: unknown): value is Session & Fields =>
  hasTexts(value, 'id', 'conversationSid', 'taskSid') && ['open', 'live', 'ended'].includes(String(value.state));

export const isStillAnswer = (value: unknown): value is StillAnswer => isFields(value) && hasTexts(value.still, 'id');

export const isStartedSession = (value: unknown): value is StartedSession =>
  hasTexts(value, 'customerLink', 'message') &&
  isSession(value.session) &&
  typeof value.windowed === 'boolean' &&
  String(value.message).includes(String(value.customerLink));

export const isInvitationAnswer = (value: unknown): value is InvitationAnswer =>
  isFields(value) && ['agent', 'service'].includes(String(value.sender));

export const isJoinAnswer = (value: unknown): value is JoinAnswer =>
  hasTexts(value, 'token', 'room', 'identity', 'displayName', 'role', 'expiresAt') &&
  typeof value.peerName === 'string';

export const isSessionAnswer = (value: unknown): value is SessionAnswer => isFields(value) && isSession(value.session);

export const isSessionList = (value: unknown): value is SessionList =>
  isFields(value) && Array.isArray(value.sessions) && value.sessions.every(isSession);

export const isSessionStatus = (value: unknown): value is SessionStatus =>
  isFields(value) &&
  isSession(value.session) &&
  Array.isArray(value.visits) &&
  Array.isArray(value.invites) &&
  isFields(value.policy);

export const isVisitDecision = (value: unknown): value is VisitDecision =>
  isFields(value) && hasTexts(value.visit, 'id', 'state');

export const isInviteAnswer = (value: unknown): value is InviteAnswer =>
  isFields(value) && isFields(value.invite) && typeof value.invite.id === 'number';

export const isIssuedInvite = (value: unknown): value is IssuedInvite =>
  isInviteAnswer(value) && hasTexts(value, 'link');
