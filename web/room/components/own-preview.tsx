import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isSending } from '../../room-core/local-media';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { useReadable } from './use-readable';

/** One's own picture beside the settings that change it, as the others get it; nothing while the camera is off. */
export function OwnPreview({ session }: { session: RoomSession }): JSX.Element | null {
  const sending = isSending(useReadable(session.media), 'video');
  const track = sending ? session.ownPicture() : null;
  const picture = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (picture.current) picture.current.srcObject = track && new MediaStream([track]);
  }, [track]);
  if (!track) return null;
  const mirrored = session.ownTrack('video')?.getSettings().facingMode !== 'environment';
  return (
    <div class="own-preview" role="img" aria-label={say('own_picture')}>
      <video
        ref={picture}
        class="tile-picture"
        data-mirrored={mirrored}
        muted
        autoplay
        playsInline
        aria-hidden="true"
      />
    </div>
  );
}
