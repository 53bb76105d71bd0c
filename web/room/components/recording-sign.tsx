import type { JSX } from 'preact';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { Icon } from './icons';
import { useReadable } from './use-readable';

/** Stands there as long as the call is recorded, for everybody; that it begins and ends is announced. */
export function RecordingSign({ session }: { session: RoomSession }): JSX.Element | null {
  if (!useReadable(session.recording)) return null;
  return (
    <p class="recording-sign">
      <Icon name="recording" />
      {say('recording_sign')}
    </p>
  );
}
