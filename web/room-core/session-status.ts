// How the session stands, as the plugin tells it to the agent's page.

import { fieldsOf, oneOf, ROLES, SESSION_STATES, VISIT_STATES } from './decode';
import type { RecordingState, Role, SessionState, SupervisionMode, VisitState } from './wire';

export interface GuestVisit {
  id: string;
  state: VisitState;
  role: Role;
  /** Whether the guest has agreed to be recorded. */
  consented: boolean;
}

export interface GuestInvite {
  id: number;
  role: Role;
  revoked: boolean;
}

export interface SessionStatus {
  state: SessionState;
  recording: RecordingState;
  recordingAllowed: boolean;
  customerName: string;
  /** The name of a supervisor who is in the call, as far as the agent is told. */
  supervisor: string | null;
  /** Who hears and sees that supervisor. */
  supervision: SupervisionMode;
  visits: readonly GuestVisit[];
  invites: readonly GuestInvite[];
}

const RECORDING: readonly RecordingState[] = ['off', 'on', 'paused'];
const SUPERVISION: readonly SupervisionMode[] = ['listen', 'whisper', 'barge', 'take_over'];

/** Null when the value is not wire.ts's SessionStatus. What this page does not use of it is not looked at. */
export function decodeStatus(value: unknown): SessionStatus | null {
  const answer = fieldsOf(value);
  const session = fieldsOf(answer?.['session']);
  const policy = fieldsOf(answer?.['policy']);
  const state = oneOf(SESSION_STATES, session?.['state']);
  const recording = oneOf(RECORDING, session?.['recording']);
  const customerName = session?.['customerName'];
  const recordingAllowed = policy?.['recordingAllowed'];
  const supervisor = session?.['supervisor'] ?? null;
  const supervision = oneOf(SUPERVISION, session?.['supervision'] ?? 'listen');
  const visits = listOf(answer?.['visits'], decodeVisit);
  const invites = listOf(answer?.['invites'], decodeInvite);
  if (!state || !recording || typeof customerName !== 'string' || typeof recordingAllowed !== 'boolean') return null;
  if ((supervisor !== null && typeof supervisor !== 'string') || !supervision || !visits || !invites) return null;
  return { state, recording, recordingAllowed, customerName, supervisor, supervision, visits, invites };
}

/** Null unless it is a list of which each item is one. */
function listOf<T>(value: unknown, decode: (item: unknown) => T | null): T[] | null {
  if (!Array.isArray(value)) return null;
  const items = value.map(decode);
  return items.every(item => item !== null) ? items : null;
}

function decodeVisit(value: unknown): GuestVisit | null {
  const fields = fieldsOf(value);
  const state = oneOf(VISIT_STATES, fields?.['state']);
  const role = oneOf(ROLES, fields?.['role']);
  const id = fields?.['id'];
  if (!fields || !state || !role || typeof id !== 'string' || id === '') return null;
  return { id, state, role, consented: typeof fields['consent'] === 'string' };
}

function decodeInvite(value: unknown): GuestInvite | null {
  const fields = fieldsOf(value);
  const role = oneOf(ROLES, fields?.['role']);
  const id = fields?.['id'];
  const revoked = fields?.['revoked'];
  return role && typeof id === 'number' && typeof revoked === 'boolean' ? { id, role, revoked } : null;
}
