import type { Level } from './call-quality';
import { say } from './messages';
import { qualityKey } from './network-state';

export interface Told {
  name: string;
  audio: boolean;
  video: boolean;
  speaking: boolean;
  reconnecting: boolean;
  level: Level | null;
  /** Pictures are not wanted here, whatever is sent. */
  audioOnly: boolean;
}

/** A tile in words: who it is, and all that its signs show. */
export function tileName({ name, audio, video, speaking, reconnecting, level, audioOnly }: Told): string {
  return [
    name,
    speaking && say('tile_speaking'),
    !audio && say('tile_muted'),
    audioOnly ? say('tile_audio_only') : !video && say('tile_camera_off'),
    reconnecting && say('tile_reconnecting'),
    level !== null && say(qualityKey(level))
  ]
    .filter(Boolean)
    .join(', ');
}
