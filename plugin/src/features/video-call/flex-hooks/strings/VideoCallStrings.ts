/** Every text the agent sees, in English. The keys land in `manager.strings`, where an administrator may reword them. */
export const VIDEO_CALL_STRINGS = {
  /** For the attributes `lang` and `dir` of what the plugin draws. */
  FlexVideoLanguage: 'en',
  FlexVideoDirection: 'ltr',

  FlexVideoStart: 'Start video call',
  FlexVideoStarting: 'Starting video call…',
  FlexVideoOpen: 'Open video call',
  FlexVideoEnd: 'End video call',
  FlexVideoEnding: 'Ending video call…',
  FlexVideoTab: 'Video call',
  FlexVideoFrame: 'Video call with {{name}}',
  FlexVideoReturn: 'Back to {{name}}',
  FlexVideoOtherCorner: 'Move to the other corner',
  FlexVideoPopOut: 'Open in a window of its own',
  FlexVideoNoCall: 'There is no video call yet. Start one with the button above.',
  FlexVideoInWindow: 'This video call is in a window of its own.',
  FlexVideoPageClosed: 'This video call is still open, but you are not in it.',
  FlexVideoShowHere: 'Show it here',

  FlexVideoResend: 'Send the link once more',
  FlexVideoCopyLink: 'Copy the customer’s link',
  FlexVideoInviteRelative: 'Copy a link for a relative',
  FlexVideoInviteInterpreter: 'Copy a link for an interpreter',
  FlexVideoRecord: 'Start recording',
  FlexVideoStopRecording: 'Stop recording',
  FlexVideoSound: 'Sound when somebody waits',

  FlexVideoWatchedBy: '{{name}} is watching',
  FlexVideoJoin: 'Join the call',
  FlexVideoJoinTold: 'The agent sees that you are there.',
  FlexVideoJoinUntold: 'The agent is not told that you are there.',
  FlexVideoMode_listen: 'Listen',
  FlexVideoMode_whisper: 'Whisper',
  FlexVideoMode_barge: 'Join in',
  FlexVideoMode_take_over: 'Take over',

  FlexVideoLobby: 'Waiting to be let into video calls',
  FlexVideoWaiting: '{{name}} is waiting to be let into the video call.',
  FlexVideoAdmit: 'Admit',
  FlexVideoDeny: 'Deny',
  FlexVideoAdmitName: 'Admit {{name}}',
  FlexVideoDenyName: 'Deny {{name}}',
  FlexVideoDevice: '{{name}}, device {{number}}',
  FlexVideoRelative: 'Relative',
  FlexVideoInterpreter: 'Interpreter',
  FlexVideoAdmitNext: 'Admit who waits',

  FlexVideoLeaveTitle: '{{name}} is still in the video call',
  FlexVideoLeaveText: 'If you leave this task now, the call ends for everybody and the link is dead.',
  FlexVideoLeaveNo: 'Keep the call',
  FlexVideoLeaveYes: 'Leave and end the call',

  FlexVideoDoneResent: 'The link was sent into the conversation once more.',
  FlexVideoDoneTemplate:
    'The customer last wrote more than a day ago, so the link was sent as an approved WhatsApp template.',
  FlexVideoDoneCopied: 'The link is in the clipboard. Whoever has it can come into the call.',
  FlexVideoDoneRecording: 'The call is being recorded.',
  FlexVideoDoneNotRecording: 'The call is not being recorded any more.',

  FlexVideoIsSent: 'Link sent',
  FlexVideoIsDelivered: 'Link delivered',
  FlexVideoIsRead: 'Link read',
  FlexVideoIsUndelivered: 'Link not delivered',
  FlexVideoIsOpened: 'Link opened',
  FlexVideoIsCameraAsked: 'Camera asked for',
  FlexVideoIsCameraRefused: 'Camera refused',
  FlexVideoIsWaiting: 'Waiting to be let in',
  FlexVideoIsInCall: 'In the call',
  FlexVideoIsWeakNetwork: 'Weak network',
  FlexVideoIsDropped: 'Connection lost',
  FlexVideoIsLeft: 'Customer has left',
  FlexVideoIsOver: 'Video call over',
  FlexVideoIsNotKnown: 'No news',

  FlexVideoNextStarting: 'The call is being opened.',
  FlexVideoNextSent: 'The customer has not opened the link yet. You can send it once more.',
  FlexVideoNextRead: 'The customer has seen the link. Ask them to tap it.',
  FlexVideoNextUndelivered: 'Send the link once more, or copy it and pass it on another way.',
  FlexVideoNextOpened: 'The customer’s browser may ask for camera and microphone now. Ask them to allow both.',
  FlexVideoNextCameraRefused:
    'The customer’s browser refused the camera. If you do not see them, their page shows how to allow it; sound works without.',
  FlexVideoNextWaiting: 'Somebody waits in front of the call. Let them in, or don’t.',
  FlexVideoNextInCall: 'You are talking. End the call when you are done.',
  FlexVideoNextWeakNetwork: 'The customer’s network is weak. Without their camera the sound gets better.',
  FlexVideoNextDropped: 'The customer’s line broke. They come back by themselves, or by the link.',
  FlexVideoNextLeft: 'The customer can come back by the link. End the call if they need not.',
  FlexVideoNextOver: 'The link is dead. You can start another call.',
  FlexVideoNextNotKnown: 'The video service does not answer at the moment. A running call goes on.',

  FlexVideoProblemNotConfigured:
    'Video calls are off: the address of the video service (flex_video.baseUrl) is missing or not valid.',
  FlexVideoProblemSetting:
    'The video calls’ setting {{setting}} can’t be used as it is. It may be: {{expected}}. Until it is put right, its default counts.',
  FlexVideoProblemPopupBlocked: 'Your browser blocked the video window. Allow pop-ups for Flex and try again.',
  FlexVideoProblemTimeout: 'The video service took too long to answer. Please try again.',
  FlexVideoProblemUnreachable: 'The video service can’t be reached. Check your connection and try again.',
  FlexVideoProblemUnavailable: 'Video calls are not available at the moment. Please try again in a minute.',
  FlexVideoProblemSignInAgain: 'Your Flex sign-in has expired. Sign in again; a running call goes on.',
  FlexVideoProblemNotYourTask: 'Only the agent who holds this task can start or end its video call.',
  FlexVideoProblemTaskNotAccepted: 'This task is not active any more, so a video call can’t be started.',
  FlexVideoProblemWrongConversation:
    'This task and this conversation don’t belong together. Reload Flex and try again.',
  FlexVideoProblemMessageNotSent:
    'The link could not be sent to the customer. Start the video call again to repeat it.',
  FlexVideoProblemWindowClosed:
    'The customer last wrote more than a day ago; WhatsApp takes no free message then, and no template is set up. Copy the link and pass it on another way, or send it once more when the customer has written.',
  FlexVideoProblemNotCopied: 'Your browser did not let the link be copied. The call page shows it under People.',
  FlexVideoProblemNoConsent: 'A recording can’t start before everybody in the call has agreed to it.',
  FlexVideoProblemNoRecording: 'Calls may not be recorded here.',
  FlexVideoProblemTooManyInvites: 'This call has as many links as it may have.',
  FlexVideoProblemNoSupervision: 'You may not join this call as a supervisor.',
  FlexVideoProblemNotLive: 'This video call has not begun yet.',
  FlexVideoProblemSupervisorPresent: 'Another supervisor is in this video call.',
  FlexVideoProblemRoomFull: 'The call is full.',
  FlexVideoProblemOver: 'This video call is over.',
  FlexVideoProblemFailed: 'The video call failed. Please try again.'
} as const;

export type VideoCallString = keyof typeof VIDEO_CALL_STRINGS;
export type VideoCallStrings = Readonly<Record<VideoCallString, string>>;
