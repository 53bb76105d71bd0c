import type { FlexHook } from '../../../hooks';
import { PROBLEM_STRINGS } from '../../problems';

const TIMEOUT = 5_000;

/** One notification for each sentence a problem can have. */
export const videoCallNotifications: readonly FlexHook[] = PROBLEM_STRINGS.map(id => ({
  kind: 'notification',
  id,
  timeout: TIMEOUT
}));
