import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Level } from '../../room-core/call-quality';
import type { Placed } from '../../room-core/layout';
import { isSending, type LocalMediaState } from '../../room-core/local-media';
import { say } from '../../room-core/messages';
import { Tile } from './tile';

interface Props {
  media: LocalMediaState;
  track: MediaStreamTrack | null;
  /** Which way the camera looks, if it tells. */
  facing?: string | undefined;
  name?: string | null;
  place?: Placed | undefined;
  speaking?: boolean;
  level?: Level | null;
  audioOnly?: boolean;
}

/** One's own picture, the way a mirror shows it, and without sound. */
export function OwnTile({
  media,
  track,
  facing,
  name,
  place,
  speaking = false,
  level = null,
  audioOnly = false
}: Props): JSX.Element {
  const picture = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (picture.current) picture.current.srcObject = track && new MediaStream([track]);
  }, [track]);
  return (
    <Tile
      participant="local"
      name={name && place?.as !== 'corner' ? `${name} (${say('you')})` : say('you')}
      audio={isSending(media, 'audio')}
      video={isSending(media, 'video')}
      speaking={speaking}
      level={level}
      audioOnly={audioOnly}
      // A mirror is for faces; what the rear camera shows is read and pointed at.
      mirrored={facing !== 'environment'}
      picture={picture}
      place={place}
    />
  );
}
