// The JSON of the public API as this page sees it. Types only: decode.ts checks that what arrived really has these shapes.

export type Role = 'agent' | 'customer';

export type VisitState = 'opened' | 'waiting' | 'admitted' | 'in_room' | 'away' | 'left' | 'removed' | 'denied';

export type SessionState = 'open' | 'live' | 'ended';

/** Answer of POST /v1/visits and GET /v1/visits/me. */
export interface VisitAnswer {
  visit: { id: string; state: VisitState; role: string };
  session: { state: SessionState };
  agentName?: string;
}

/** Answer of both join calls. The token is a credential: it goes from here to the SDK and nowhere else. */
export interface JoinAnswer {
  token: string;
  room: string;
  identity: string;
  displayName: string;
  role: Role;
  expiresAt: string;
  peerName?: string;
  /** The signalling address of our own rooms; absent when the room is in Twilio's cloud. */
  wsServer?: string;
}

export type ArrivalState = 'open' | 'session_ended' | 'invite_expired' | 'invite_invalid';
