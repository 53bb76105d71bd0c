import type { FlexHook } from '../../../hooks';
import { PROBLEM_STRINGS } from '../../problems';
import type { VideoCallString } from '../strings/VideoCallStrings';

/** What was done is read at a glance, and Flex's bar lies over the header's buttons meanwhile. */
const TIMEOUT = { error: 5_000, success: 2_500, information: 5_000 } as const;

/** The sentences that say what was done. */
export type DoneString = Extract<VideoCallString, `FlexVideoDone${string}`>;

const DONE: readonly DoneString[] = [
  'FlexVideoDoneResent',
  'FlexVideoDoneTemplate',
  'FlexVideoDoneCopied',
  'FlexVideoDoneRecording',
  'FlexVideoDoneNotRecording'
];

/** Says who waits, by `{{name}}`. */
export const WAITING_NOTIFICATION: VideoCallString = 'FlexVideoWaiting';

/** One notification for each sentence a problem can have, and for each thing done. */
export const videoCallNotifications: readonly FlexHook[] = [
  ...PROBLEM_STRINGS.map(id => ({ kind: 'notification', id, tone: 'error', timeout: TIMEOUT.error }) as const),
  ...DONE.map(id => ({ kind: 'notification', id, tone: 'success', timeout: TIMEOUT.success }) as const),
  { kind: 'notification', id: WAITING_NOTIFICATION, tone: 'information', timeout: TIMEOUT.information }
];
