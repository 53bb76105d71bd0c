import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { PlayableTrack } from '../video-room';

/** Each track is attached to its one element, and detached when it goes or the tile does. */
export function useAttached(
  element: RefObject<HTMLMediaElement>,
  sid: string | null,
  playable: (sid: string) => PlayableTrack | null,
  onBlocked?: () => void
): void {
  const track = sid === null ? null : playable(sid);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target || !track) return undefined;
    track.attach(target);
    if (onBlocked) {
      target.play().catch((error: unknown) => {
        if (error instanceof DOMException && error.name === 'NotAllowedError') onBlocked();
      });
    }
    return () => {
      track.detach(target);
    };
    // A new connection brings another track under the same sid.
  }, [track]);
}
