// Generated from libs/wire by `flex-video wire --typescript`. Change it there.

export type ProblemCode =
  | 'malformed_json'
  | 'missing_field'
  | 'unknown_field'
  | 'invalid_field'
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'flex_token_missing'
  | 'webhook_forged'
  | 'webhook_malformed'
  | 'draining'
  | 'metrics_token_wrong'
  | 'cross_site'
  | 'rate_limited'
  | 'too_many_streams'
  | 'flex_token_invalid'
  | 'flex_token_expired'
  | 'identity_unavailable'
  | 'task_not_reserved'
  | 'tasks_unavailable'
  | 'provider_unavailable'
  | 'provider_refused'
  | 'messages_unavailable'
  | 'message_refused'
  | 'store_unavailable'
  | 'task_not_accepted'
  | 'conversation_mismatch'
  | 'not_your_session'
  | 'session_not_found'
  | 'session_ended'
  | 'invite_invalid'
  | 'invite_expired'
  | 'visit_unknown'
  | 'visit_waiting'
  | 'visit_denied'
  | 'invite_revoked'
  | 'visit_not_found'
  | 'visit_not_waiting'
  | 'visit_not_admitted'
  | 'room_full'
  | 'invite_not_found'
  | 'too_many_invites'
  | 'too_many_signals'
  | 'still_not_found'
  | 'too_many_stills'
  | 'recording_not_allowed'
  | 'consent_missing'
  | 'consent_outdated'
  | 'role_not_allowed'
  | 'messaging_window_closed'
  | 'supervision_not_allowed'
  | 'session_not_live'
  | 'supervisor_present'
  | 'not_found'
  | 'method_not_allowed'
  | 'headers_too_large'
  | 'request_timeout'
  | 'upgrade_required'
  | 'too_many_connections'
  | 'too_many_connections_from_address'
  | 'overloaded'
  | 'malformed_request'
  | 'internal_error';

export type SessionState = 'open' | 'live' | 'ended';

export type EndReason = 'agent_ended' | 'room_ended' | 'task_ended' | 'idle' | 'longest_call';

export type VisitState = 'opened' | 'waiting' | 'admitted' | 'in_room' | 'away' | 'left' | 'removed' | 'denied';

export type Role = 'customer' | 'agent' | 'relative' | 'interpreter';

export type LobbyRule = 'never' | 'second_device' | 'always';

export type SupervisorRule = 'off' | 'view' | 'coach' | 'full';

export type SupervisionMode = 'listen' | 'whisper' | 'barge' | 'take_over';

export type RecordingState = 'off' | 'on' | 'paused';

export type ImageType = 'image/jpeg' | 'image/png';

export type EventKind =
  | 'session_started'
  | 'session_handed_over'
  | 'link_renewed'
  | 'session_live'
  | 'session_ended'
  | 'visit_opened'
  | 'visit_admitted'
  | 'visit_waiting'
  | 'token_issued'
  | 'participant_connected'
  | 'participant_disconnected'
  | 'visit_denied'
  | 'visit_removed'
  | 'visit_left'
  | 'invite_issued'
  | 'invite_revoked'
  | 'room_renewed'
  | 'recording_started'
  | 'recording_paused'
  | 'recording_stopped'
  | 'page_opened'
  | 'camera_asked'
  | 'camera_denied'
  | 'camera_granted'
  | 'first_frame'
  | 'network_quality'
  | 'still_kept'
  | 'help_agreed'
  | 'help_declined'
  | 'call_rated'
  | 'consent_given'
  | 'invitation_sent'
  | 'invitation_failed'
  | 'supervision_changed';

export type PageSignalKind =
  | 'opened'
  | 'camera_asked'
  | 'camera_denied'
  | 'camera_granted'
  | 'connected'
  | 'quality'
  | 'left'
  | 'help_agreed'
  | 'help_declined'
  | 'rated'
  | 'consented';

export type GuestRole = 'customer' | 'relative' | 'interpreter';

export type PageRole = 'customer' | 'agent' | 'relative' | 'interpreter' | 'supervisor';

export type RecordingAction = 'start' | 'pause' | 'stop';

export type InvitationSender = 'agent' | 'service';

export type ArrivalState = 'open' | 'session_ended' | 'invite_expired' | 'invite_invalid';

export interface StartSessionRequest {
  readonly conversationSid: string;
  readonly taskSid: string;
  readonly locale?: string;
  readonly onlyExisting?: boolean;
}

export interface RedeemRequest {
  readonly code: string;
}

export interface IssueInviteRequest {
  readonly role: GuestRole;
  readonly expiresInSeconds?: number;
}

export interface RecordingRequest {
  readonly action: RecordingAction;
}

export interface SupervisionRequest {
  readonly mode: SupervisionMode;
}

export interface SendInvitationRequest {
  readonly again?: boolean;
}

export interface PageSignalRequest {
  readonly kind: PageSignalKind;
  readonly value?: number;
  readonly comment?: string;
  readonly version?: string;
  readonly language?: string;
}

export interface Session {
  readonly id: string;
  readonly state: SessionState;
  readonly conversationSid: string;
  readonly taskSid: string;
  readonly roomSid: string;
  readonly roomName: string;
  readonly agentName: string;
  readonly customerName: string;
  readonly openedAt: string;
  readonly liveAt?: string;
  readonly recording: RecordingState;
  readonly endedAt?: string;
  readonly endReason?: EndReason;
  readonly supervisor?: string;
  readonly supervision?: SupervisionMode;
}

export interface Visit {
  readonly id: string;
  readonly state: VisitState;
  readonly role: Role;
  readonly openedAt: string;
  readonly consent?: string;
}

export interface Invite {
  readonly id: number;
  readonly role: Role;
  readonly expiresAt: string;
  readonly revoked: boolean;
}

export interface Still {
  readonly id: string;
  readonly visit?: string;
  readonly mediaType: ImageType;
  readonly bytes: number;
  readonly takenAt: string;
}

export interface StillAnswer {
  readonly still: Still;
}

export interface StillList {
  readonly stills: readonly Still[];
}

export interface Policy {
  readonly maxParticipants: number;
  readonly lobby: LobbyRule;
  readonly longestCallSeconds: number;
  readonly recordingAllowed: boolean;
  readonly supervisorJoin: SupervisorRule;
  readonly supervisorAnnounced: boolean;
}

export interface SessionAnswer {
  readonly session: Session;
}

export interface StartedSession {
  readonly session: Session;
  readonly customerLink: string;
  readonly message: string;
  readonly windowed: boolean;
}

export interface InvitationAnswer {
  readonly sender: InvitationSender;
}

export interface SessionStatus {
  readonly session: Session;
  readonly visits: readonly Visit[];
  readonly invites: readonly Invite[];
  readonly policy: Policy;
}

export interface SessionList {
  readonly sessions: readonly Session[];
}

export interface IssuedInvite {
  readonly invite: Invite;
  readonly link: string;
  readonly message: string;
}

export interface InviteAnswer {
  readonly invite: Invite;
}

export interface JoinAnswer {
  readonly token: string;
  readonly room: string;
  readonly wsServer?: string;
  readonly identity: string;
  readonly displayName: string;
  readonly role: PageRole;
  readonly expiresAt: string;
  readonly peerName: string;
  readonly agentName?: string;
}

export interface SessionBrief {
  readonly state: SessionState;
}

export interface VisitAnswer {
  readonly visit: Visit;
  readonly session: SessionBrief;
  readonly agentName: string;
}

export interface VisitDecision {
  readonly visit: Visit;
  readonly session: SessionBrief;
}

export interface SessionEvent {
  readonly number: number;
  readonly kind: EventKind;
  readonly at: string;
  readonly actor?: string;
  readonly visit?: string;
  readonly detail?: string;
  readonly session: Session;
  readonly visits: readonly Visit[];
}

export interface VisitEvent {
  readonly number: number;
  readonly kind: EventKind;
  readonly at: string;
  readonly visit: Visit;
  readonly session: SessionBrief;
  readonly agentName: string;
}

export interface TokensAnswer {
  readonly agentToken: string;
  readonly customerToken: string;
  readonly roomName: string;
  readonly agentLink?: string;
  readonly customerLink?: string;
}

export interface TokensRefusal {
  readonly error: string;
}

export interface Health {
  readonly status: string;
}

export interface ConsentTerms {
  readonly version: string;
}

export interface Arrival {
  readonly role: PageRole;
  readonly session?: string;
  readonly state: ArrivalState;
  readonly flexOrigins?: readonly string[];
  readonly agentName?: string;
  readonly locale?: string;
  readonly wsServer?: string;
  readonly consent?: ConsentTerms;
  readonly viewOnly?: boolean;
}

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly field?: string;
}
