import type { ComponentChildren, CSSProperties, JSX, RefObject } from 'preact';
import { initialsOf } from '../../room-core/initials';
import type { Placed } from '../../room-core/layout';
import { say } from '../../room-core/messages';
import { Icon } from './icons';

interface Props {
  /** The identity, or "local". */
  participant: string;
  name: string;
  audio: boolean;
  video: boolean;
  reconnecting?: boolean;
  mirrored?: boolean;
  picture: RefObject<HTMLVideoElement>;
  /** Where the layout of a call puts it; without one the styles do. */
  place?: Placed | undefined;
  children?: ComponentChildren;
}

/** A person: the picture, or the initials in its place, and the name with what is switched off. */
export function Tile(props: Props): JSX.Element {
  const { participant, name, audio, video, reconnecting = false, mirrored = false, picture, place } = props;
  return (
    <div
      class="tile"
      data-participant={participant}
      data-audio={audio ? 'on' : 'off'}
      data-video={video ? 'on' : 'off'}
      data-reconnecting={reconnecting}
      data-place={place?.as}
      style={styleOf(place)}
    >
      <video
        ref={picture}
        class="tile-picture"
        data-mirrored={mirrored}
        muted
        autoplay
        playsInline
        aria-hidden="true"
      />
      {!video && (
        <div class="tile-initials" aria-hidden="true">
          {initialsOf(name)}
        </div>
      )}
      {reconnecting && <div class="tile-veil">{say('tile_reconnecting')}</div>}
      <div class="tile-name">
        {!audio && <Icon name="microphone_off" />}
        <span class="tile-name-text">{name}</span>
        {!audio && <span class="unseen">, {say('tile_muted')}</span>}
        {!video && <span class="unseen">, {say('tile_camera_off')}</span>}
      </div>
      {props.children}
    </div>
  );
}

/** Set by script, which a content security policy without inline styles allows. */
export function styleOf(place: Placed | undefined): CSSProperties {
  if (!place) return {};
  const { start, top, width, height } = place;
  return { insetInlineStart: `${start}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
}
