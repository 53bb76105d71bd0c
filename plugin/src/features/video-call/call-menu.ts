import type { SessionStatus } from '../../wire';
import type { Call, CallPlace } from './calls-state';
import type { Edition } from './config';
import type { VideoCallString } from './flex-hooks/strings/VideoCallStrings';

/** What the agent can do about an open call from the task's header. */
export type MenuAct =
  | 'open'
  | 'show_here'
  | 'pop_out'
  | 'resend'
  | 'copy_link'
  | 'invite_relative'
  | 'invite_interpreter'
  | 'record'
  | 'stop_recording'
  | 'sound'
  | 'end';

export interface MenuItem {
  readonly act: MenuAct;
  readonly words: VideoCallString;
  /** Of an item that is switched on and off. */
  readonly checked?: boolean;
}

const OF_PLACE: Readonly<Record<CallPlace, readonly MenuItem[]>> = {
  flex: [
    { act: 'open', words: 'FlexVideoOpen' },
    { act: 'pop_out', words: 'FlexVideoPopOut' }
  ],
  window: [
    { act: 'open', words: 'FlexVideoOpen' },
    { act: 'show_here', words: 'FlexVideoShowHere' }
  ],
  closed: [
    { act: 'show_here', words: 'FlexVideoShowHere' },
    { act: 'pop_out', words: 'FlexVideoPopOut' }
  ]
};

const OF_LINKS: readonly MenuItem[] = [
  { act: 'resend', words: 'FlexVideoResend' },
  { act: 'copy_link', words: 'FlexVideoCopyLink' },
  { act: 'invite_relative', words: 'FlexVideoInviteRelative' },
  { act: 'invite_interpreter', words: 'FlexVideoInviteInterpreter' }
];

/** Where the service does not allow recordings there is nothing to offer, and nothing before it has said so. */
function ofRecording(status: SessionStatus | undefined): readonly MenuItem[] {
  if (status?.policy.recordingAllowed !== true) return [];
  return status.session.recording === 'off'
    ? [{ act: 'record', words: 'FlexVideoRecord' }]
    : [{ act: 'stop_recording', words: 'FlexVideoStopRecording' }];
}

/** What functions that keep nothing can't do: other links than the customer's, and waiting. */
const OF_SERVER: readonly MenuAct[] = ['invite_relative', 'invite_interpreter', 'sound'];

/** @param sound whether who waits is heard. @returns nothing while there is no open call */
export function menuOf(
  call: Call | undefined,
  status: SessionStatus | undefined,
  sound: boolean,
  edition: Edition
): readonly MenuItem[] {
  if (call?.phase !== 'open') return [];
  const items: readonly MenuItem[] = [
    ...OF_PLACE[call.place],
    ...OF_LINKS,
    ...ofRecording(status),
    { act: 'sound', words: 'FlexVideoSound', checked: sound },
    { act: 'end', words: 'FlexVideoEnd' }
  ];
  return edition === 'server' ? items : items.filter(({ act }) => !OF_SERVER.includes(act));
}

/** Where the focus goes in a menu of so many items by this key; undefined for a key that does not move it. */
export function movedFocus(key: string, from: number, items: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (from + 1) % items;
    case 'ArrowUp':
      return (from - 1 + items) % items;
    case 'Home':
      return 0;
    case 'End':
      return items - 1;
    default:
      return undefined;
  }
}
