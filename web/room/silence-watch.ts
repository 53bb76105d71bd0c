import { isSending, type LocalMediaState } from '../room-core/local-media';
import type { RoomState } from '../room-core/screen';
import { listen, NOT_LISTENING } from '../room-core/silent-microphone';
import type { Readable } from '../room-core/store';
import type { Measure } from './sound-meter';

const LISTEN_EVERY_MS = 100;

interface Sources {
  room: Readable<RoomState>;
  media: Readable<LocalMediaState>;
  /** The microphone of the moment. */
  track: () => MediaStreamTrack | null;
  measure: Measure;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

/** Tells, from now on, when the microphone in the call falls silent though it is not muted, and when it is heard again. */
export function watchSilence({ room, media, track, measure, now }: Sources, report: (silent: boolean) => void): void {
  let hearing = NOT_LISTENING;
  let measured: MediaStreamTrack | null = null;
  let stop = (): void => undefined;

  function hear(id: string | null, loudness: number): void {
    const before = hearing.silent;
    hearing = listen(hearing, { track: id, loudness, at: now() });
    if (hearing.silent !== before) report(hearing.silent);
  }

  function follow(): void {
    const inCall = room.state().screen.name === 'call';
    const next = inCall && isSending(media.state(), 'audio') ? track() : null;
    if (next === measured) return;
    stop();
    measured = next;
    stop = next ? measure(next, LISTEN_EVERY_MS, loudness => hear(next.id, loudness)) : () => undefined;
    if (!next) hear(null, 0);
  }

  room.subscribe(follow);
  media.subscribe(follow);
  follow();
}
