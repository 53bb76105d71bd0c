import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Placed } from '../../room-core/layout';
import { say } from '../../room-core/messages';
import type { SharedScreen } from '../../room-core/people';
import type { PlayableTrack } from '../video-room';
import { styleOf } from './tile';
import { useAttached } from './use-attached';

interface Props {
  screen: SharedScreen;
  place?: Placed | undefined;
  playable: (sid: string) => PlayableTrack | null;
}

/** What somebody else shows: always whole, since what matters may be at its edge. */
export function ScreenTile({ screen, place, playable }: Props): JSX.Element {
  const picture = useRef<HTMLVideoElement>(null);
  useAttached(picture, screen.sid, playable);
  const name = say('screen_of', { name: screen.name ?? say('guest') });
  return (
    <div
      class="tile"
      role="group"
      aria-label={name}
      data-screen-of={screen.identity}
      data-place={place?.as}
      style={styleOf(place)}
    >
      <video ref={picture} class="tile-picture" data-fit="contain" muted autoplay playsInline aria-hidden="true" />
      <div class="tile-name" aria-hidden="true">
        <span class="tile-name-text">{name}</span>
      </div>
    </div>
  );
}
