import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Level } from '../../room-core/call-quality';
import { fitOf } from '../../room-core/fit';
import type { Placed } from '../../room-core/layout';
import { say } from '../../room-core/messages';
import type { Tile as TileModel } from '../../room-core/people';
import type { PlayableTrack } from '../video-room';
import { useSpeaker } from './speaker';
import { Tile } from './tile';
import { useAttached } from './use-attached';

interface Props {
  tile: TileModel;
  place?: Placed | undefined;
  speaking?: boolean;
  level?: Level | null;
  audioOnly: boolean;
  playable: (sid: string) => PlayableTrack | null;
  onSoundBlocked?: () => void;
  /** For who is heard elsewhere. */
  silent?: boolean;
}

/** Somebody else, seen and heard. */
export function RemoteTile({ tile, place, audioOnly, playable, onSoundBlocked, ...props }: Props): JSX.Element {
  const { speaking = false, level = null, silent = false } = props;
  const picture = useRef<HTMLVideoElement>(null);
  const sound = useRef<HTMLAudioElement>(null);
  useAttached(picture, audioOnly ? null : tile.videoTrack, playable);
  useFit(picture);
  useAttached(sound, tile.audioTrack, playable, onSoundBlocked);
  useSpeaker(sound);
  return (
    <Tile
      participant={tile.identity}
      name={tile.name ?? say('guest')}
      audio={tile.audio}
      video={tile.video && !audioOnly}
      reconnecting={tile.reconnecting}
      speaking={speaking}
      level={level}
      audioOnly={audioOnly}
      picture={picture}
      place={place}
    >
      {!silent && <audio ref={sound} autoplay />}
    </Tile>
  );
}

/** Chooses between filling the tile and showing the whole picture, again whenever one of the two changes its shape. */
function useFit(picture: RefObject<HTMLVideoElement>): void {
  useEffect(() => {
    const video = picture.current;
    if (!video) return undefined;
    const fit = (): void => {
      const size = { width: video.videoWidth, height: video.videoHeight };
      video.dataset['fit'] = fitOf(size, { width: video.clientWidth, height: video.clientHeight });
    };
    // The one of the window that draws it.
    const { ResizeObserver: Watch } = video.ownerDocument.defaultView ?? window;
    const watch = new Watch(fit);
    watch.observe(video);
    video.addEventListener('resize', fit);
    return () => {
      watch.disconnect();
      video.removeEventListener('resize', fit);
    };
  }, [picture]);
}
