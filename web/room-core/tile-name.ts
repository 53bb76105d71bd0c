import { say } from './messages';

export interface Told {
  name: string;
  audio: boolean;
  video: boolean;
  speaking: boolean;
  reconnecting: boolean;
}

/** A tile in words: who it is, and all that its signs show. */
export function tileName({ name, audio, video, speaking, reconnecting }: Told): string {
  return [
    name,
    speaking && say('tile_speaking'),
    !audio && say('tile_muted'),
    !video && say('tile_camera_off'),
    reconnecting && say('tile_reconnecting')
  ]
    .filter(Boolean)
    .join(', ');
}
