import type { JoinAnswer, PageRole, Role, SessionState, StillAnswer, VisitAnswer, VisitState } from './wire';

type Fields = Readonly<Record<string, unknown>>;

export const VISIT_STATES: readonly VisitState[] = [
  'opened',
  'waiting',
  'admitted',
  'in_room',
  'away',
  'left',
  'removed',
  'denied'
];
export const SESSION_STATES: readonly SessionState[] = ['open', 'live', 'ended'];
export const ROLES: readonly Role[] = ['agent', 'customer', 'relative', 'interpreter'];
const PAGE_ROLES: readonly PageRole[] = [...ROLES, 'supervisor'];

/** The value as an object whose fields may be read, or null when it is anything else. */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** The member of `allowed` that equals `value`, or null. */
export function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | null {
  return allowed.find(each => each === value) ?? null;
}

function filled(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function absentOrFilled(value: unknown): value is string | undefined {
  return value === undefined || filled(value);
}

/** Null when the value is not a visit answer. Fields this page does not know are ignored, so the server may add some. */
export function decodeVisit(value: unknown): VisitAnswer | null {
  const answer = fieldsOf(value);
  const visit = fieldsOf(answer?.['visit']);
  const session = fieldsOf(answer?.['session']);
  const visitState = oneOf(VISIT_STATES, visit?.['state']);
  const sessionState = oneOf(SESSION_STATES, session?.['state']);
  const role = oneOf(ROLES, visit?.['role']);
  const agentName = answer?.['agentName'];
  if (!visit || !visitState || !sessionState || !role || !filled(visit['id']) || !filled(visit['openedAt']))
    return null;
  if (!filled(agentName)) return null;
  const { id, openedAt } = visit;
  return { visit: { id, state: visitState, role, openedAt }, session: { state: sessionState }, agentName };
}

/** Null when the value is not a join answer, or names a signalling address that is not a WebSocket's. */
export function decodeJoin(value: unknown): JoinAnswer | null {
  const answer = fieldsOf(value);
  if (!answer) return null;
  const { token, room, identity, displayName, expiresAt, peerName, wsServer, agentName } = answer;
  const role = oneOf(PAGE_ROLES, answer['role']);
  if (!role || !filled(token) || !filled(room) || !filled(identity) || !filled(expiresAt)) return null;
  if (!filled(displayName) || !filled(peerName) || !absentOrFilled(wsServer) || !absentOrFilled(agentName)) return null;
  if (wsServer !== undefined && !/^wss?:\/\//.test(wsServer)) return null;
  return {
    token,
    room,
    identity,
    displayName,
    role,
    expiresAt,
    peerName,
    ...(wsServer === undefined ? {} : { wsServer }),
    ...(agentName === undefined ? {} : { agentName })
  };
}

/** Null when the value is not the answer to a picture that was kept. */
export function decodeStill(value: unknown): StillAnswer | null {
  const still = fieldsOf(fieldsOf(value)?.['still']);
  const mediaType = oneOf(['image/jpeg', 'image/png'], still?.['mediaType']);
  const { id, bytes, takenAt } = still ?? {};
  if (!mediaType || !filled(id) || typeof bytes !== 'number' || !filled(takenAt)) return null;
  return { still: { id, mediaType, bytes, takenAt } };
}

/** The stable code of an application/problem+json body, or null when the body is none. */
export function decodeProblem(value: unknown): string | null {
  const code = fieldsOf(value)?.['code'];
  return filled(code) ? code : null;
}
