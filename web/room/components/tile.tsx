import type { ComponentChildren, CSSProperties, JSX, RefObject } from 'preact';
import type { Level } from '../../room-core/call-quality';
import { initialsOf } from '../../room-core/initials';
import type { Placed } from '../../room-core/layout';
import { say } from '../../room-core/messages';
import { tileName } from '../../room-core/tile-name';
import { Icon } from './icons';
import { QualityBars } from './quality-bars';

interface Props {
  /** The identity, or "local". */
  participant: string;
  name: string;
  audio: boolean;
  video: boolean;
  reconnecting?: boolean;
  speaking?: boolean;
  /** Of the person's network; null while it is not known. */
  level?: Level | null;
  /** No pictures are wanted here. */
  audioOnly?: boolean;
  mirrored?: boolean;
  picture: RefObject<HTMLVideoElement>;
  /** Where the layout of a call puts it; without one the styles do. */
  place?: Placed | undefined;
  children?: ComponentChildren;
}

/** A person: the picture, or the initials in its place, and the name with what is switched off. */
export function Tile(props: Props): JSX.Element {
  const { participant, name, audio, video, mirrored = false, picture, place } = props;
  const { reconnecting = false, speaking = false, level = null, audioOnly = false } = props;
  return (
    <div
      class="tile"
      role="group"
      aria-label={tileName({ name, audio, video, speaking, reconnecting, level, audioOnly })}
      data-participant={participant}
      data-audio={audio ? 'on' : 'off'}
      data-video={video ? 'on' : 'off'}
      data-reconnecting={reconnecting}
      data-speaking={speaking}
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
      {audioOnly && (
        <p class="tile-why" aria-hidden="true">
          {say('bandwidth_audio')}
        </p>
      )}
      {reconnecting && (
        <div class="tile-veil" aria-hidden="true">
          {say('tile_reconnecting')}
        </div>
      )}
      <div class="tile-name" aria-hidden="true">
        {!audio && <Icon name="microphone_off" />}
        <span class="tile-name-text">{name}</span>
        {level !== null && <QualityBars level={level} />}
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
