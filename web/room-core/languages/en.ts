// Every sentence of the page, in ICU MessageFormat. vite compiles each table of this folder to functions.

import { englishAgent } from './en-agent';
import { englishCall } from './en-call';
import { englishDevices } from './en-devices';
import { englishHelp } from './en-help';
import { englishRecording } from './en-recording';
import { englishQuality } from './en-quality';

const en = {
  ...englishDevices,
  ...englishCall,
  ...englishHelp,
  ...englishAgent,
  ...englishRecording,
  ...englishQuality,
  page_title: 'Video call',
  language: 'Language',
  agent: 'Your agent',
  customer: 'The customer',
  guest: 'Guest',
  you: 'You',

  preview_title: '{name} invites you to a video call',
  preview_title_unnamed: 'You are invited to a video call',
  preview_text: 'Check your picture, then join. Nobody sees or hears you before that.',
  joining_title: 'Connecting…',
  joining_text: 'This takes a moment.',
  joining_again_text: 'The line was lost. We are getting you back into the call.',
  waiting_title: 'You are in the waiting room',
  waiting_text:
    '{peer, select, agent {Your agent} customer {The customer} other {{name}}} will let you in shortly. Please keep this page open.',
  call_title: 'Video call with {peer, select, agent {your agent} customer {the customer} other {{name}}}',
  in_call: 'You are in the call.',
  alone: 'Waiting for {peer, select, agent {your agent} customer {the customer} other {{name}}}…',

  join: 'Join',
  leave: 'Leave',
  end_call: 'End call',
  ending_call: 'Ending…',
  rejoin: 'Rejoin',
  retry: 'Try again',
  mute: 'Mute',
  unmute: 'Unmute',
  camera_off: 'Turn camera off',
  camera_on: 'Turn camera on',
  camera_off_short: 'Camera off',
  camera_on_short: 'Camera on',
  sound_on: 'Turn on sound',
  dismiss: 'Dismiss',
  controls: 'Call controls',
  participants: '{count, plural, one {Only you in the call} other {# people in the call}}',

  line_down: 'Connection lost. Reconnecting…',
  line_up: 'The connection is back.',
  sound_blocked: 'Your browser keeps the sound off until you ask for it.',
  own_audio_on: 'Your microphone is on.',
  own_audio_off: 'Your microphone is muted.',
  own_video_on: 'Your camera is on.',
  own_video_off: 'Your camera is off.',
  joined: '{name} has joined.',
  gone: '{name} has left.',
  peer_audio_on: '{name} is unmuted.',
  peer_audio_off: '{name} is muted.',
  peer_video_on: '{name}’s camera is on.',
  peer_video_off: '{name}’s camera is off.',
  tile_muted: 'muted',
  tile_camera_off: 'camera off',
  tile_reconnecting: 'Reconnecting…',
  camera_is_off: 'Camera is off',

  asking: 'Your browser is asking whether this page may use your camera and microphone. Choose “Allow”.',
  join_anyway:
    'You can join all the same; the others just will not {kinds, select, audio {hear} video {see} other {see or hear}} you.',
  both_refused: 'Your camera and microphone are blocked for this page.',
  audio_refused: 'Your microphone is blocked for this page.',
  video_refused: 'Your camera is blocked for this page.',
  both_absent: 'No camera and no microphone were found.',
  audio_absent: 'No microphone was found.',
  video_absent: 'No camera was found.',
  both_busy: 'Your camera and microphone could not be started. Another app may be using them.',
  audio_busy: 'Your microphone could not be started. Another app may be using it.',
  video_busy: 'Your camera could not be started. Another app may be using it.',
  both_unsupported: 'This browser gives no access to camera and microphone.',
  audio_unsupported: 'This browser gives no access to the microphone.',
  video_unsupported: 'This browser gives no access to the camera.',
  both_stopped: 'Your camera and microphone have stopped. Turn them on again when you are ready.',
  audio_stopped: 'Your microphone has stopped. Unmute to start it again.',
  video_stopped: 'Your camera has stopped. Turn it on again when you are ready.',

  end_unreachable: 'Flex does not answer, so the call could not be ended from here. End it in Flex, or leave.',
  end_refused: 'The call could not be ended. Try again, or end it in Flex.',
  agent_left_text: 'The call goes on for the others until you end it in Flex.',

  left_title: 'You left',
  left_text: 'You can come back while the call is still going on.',
  over_title: 'The call is over',
  over_text: 'You can close this page now.',
  elsewhere_title: 'The call is open elsewhere',
  elsewhere_text:
    'It was opened in another window or on another device, so it was closed here. Rejoin to bring it back.',
  removed_title: 'You are no longer in the call',
  removed_text: 'You can close this page now.',
  denied_title: 'You were not let in',
  denied_text: 'If you think this is a mistake, write in the chat where you got the link.',
  expired_title: 'This link has expired',
  expired_text: 'Ask for a new link in the chat where you got this one.',
  invalid_title: 'This link does not work',
  invalid_text: 'It may have been cut off. Open it again from the chat, or ask for a new one.',
  full_title: 'The call is full',
  full_text: 'Somebody has to leave before you can join.',
  lost_title: 'The connection was lost',
  lost_text: 'Check your network, then come back into the call.',
  failed_title: 'That did not work',
  failed_text: 'Check your network and try again.',
  signed_out_title: 'Flex did not recognise you',
  signed_out_text: 'Sign in to Flex again, then try once more.',
  not_yours_title: 'This call is not yours',
  not_yours_text: 'Only the agent who has accepted the task can join.',
  no_opener_title: 'Open this call from Flex',
  no_opener_text: 'This page works only when Flex has opened it. Press the video button of the task.',
  no_answer_title: 'Flex does not answer',
  no_answer_text: 'Keep the Flex window open, then try again.',
  unsupported_title: 'This browser cannot make video calls',
  unsupported_text: 'Open the same link in a current Safari, Chrome, Edge or Firefox.',
  reference: 'For support: {code}'
} as const;

export type MessageKey = keyof typeof en;
export type Messages = Readonly<Record<MessageKey, string>>;

export default en;
