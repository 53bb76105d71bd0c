import type { ProblemCode } from '../../wire';
import type { VideoCallString } from './flex-hooks/strings/VideoCallStrings';

/** What can go wrong before, or instead of, an answer of the service. */
export type LocalFailure =
  | 'not_configured'
  | 'wrong_setting'
  | 'popup_blocked'
  | 'timeout'
  | 'unreachable'
  | 'unreadable_answer'
  | 'message_not_sent'
  | 'copy_refused';

/** After this the sessions of these codes are as good as ended. */
export const OVER: readonly string[] = ['session_ended', 'session_not_found'];

type FailureString = Extract<VideoCallString, `FlexVideoProblem${string}`>;

// Codes that the plugin never causes are left out: of those, an agent needs no more than that it failed.
const STRINGS: Readonly<Partial<Record<ProblemCode | LocalFailure, FailureString>>> = {
  not_configured: 'FlexVideoProblemNotConfigured',
  wrong_setting: 'FlexVideoProblemSetting',
  popup_blocked: 'FlexVideoProblemPopupBlocked',
  timeout: 'FlexVideoProblemTimeout',
  unreachable: 'FlexVideoProblemUnreachable',
  unreadable_answer: 'FlexVideoProblemFailed',
  message_not_sent: 'FlexVideoProblemMessageNotSent',
  message_refused: 'FlexVideoProblemMessageNotSent',
  messages_unavailable: 'FlexVideoProblemMessageNotSent',
  messaging_window_closed: 'FlexVideoProblemWindowClosed',
  copy_refused: 'FlexVideoProblemNotCopied',

  consent_missing: 'FlexVideoProblemNoConsent',
  recording_not_allowed: 'FlexVideoProblemNoRecording',
  too_many_invites: 'FlexVideoProblemTooManyInvites',
  room_full: 'FlexVideoProblemRoomFull',

  role_not_allowed: 'FlexVideoProblemNoSupervision',
  supervision_not_allowed: 'FlexVideoProblemNoSupervision',
  session_not_live: 'FlexVideoProblemNotLive',
  supervisor_present: 'FlexVideoProblemSupervisorPresent',

  flex_token_missing: 'FlexVideoProblemSignInAgain',
  flex_token_invalid: 'FlexVideoProblemSignInAgain',
  flex_token_expired: 'FlexVideoProblemSignInAgain',

  task_not_reserved: 'FlexVideoProblemNotYourTask',
  not_your_session: 'FlexVideoProblemNotYourTask',
  task_not_accepted: 'FlexVideoProblemTaskNotAccepted',
  conversation_mismatch: 'FlexVideoProblemWrongConversation',

  identity_unavailable: 'FlexVideoProblemUnavailable',
  tasks_unavailable: 'FlexVideoProblemUnavailable',
  provider_unavailable: 'FlexVideoProblemUnavailable',
  provider_refused: 'FlexVideoProblemUnavailable',
  store_unavailable: 'FlexVideoProblemUnavailable',
  too_many_connections: 'FlexVideoProblemUnavailable',

  session_not_found: 'FlexVideoProblemOver',
  session_ended: 'FlexVideoProblemOver'
};

/** The key in `manager.strings` of the sentence for a problem; one for everything the plugin has never heard of. */
export function problemString(code: string): FailureString {
  const known = Object.prototype.hasOwnProperty.call(STRINGS, code) ? STRINGS[code as keyof typeof STRINGS] : undefined;
  return known ?? 'FlexVideoProblemFailed';
}

/** Each sentence once. */
export const PROBLEM_STRINGS: readonly FailureString[] = [...new Set(Object.values(STRINGS))];
