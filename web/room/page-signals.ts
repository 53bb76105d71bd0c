import type { LocalMediaState } from '../room-core/local-media';
import type { RoomState } from '../room-core/screen';
import { note, NOTHING_TOLD, type Seen } from '../room-core/signals';
import type { Readable } from '../room-core/store';
import type { VisitApi } from '../room-core/visit-api';

interface Sources {
  room: Readable<RoomState>;
  media: Readable<LocalMediaState>;
  api: Pick<VisitApi, 'signal'>;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
}

/** Tells the server what this page sees, from now on. The answer reports what neither state shows. */
export function tellSignals({ room, media, api, now }: Sources): (seen: Seen) => void {
  let telling = NOTHING_TOLD;

  function see(seen: Seen): void {
    const { state, signals } = note(telling, seen, now());
    telling = state;
    if (state.visit === null) return;
    for (const signal of signals) void api.signal(state.visit, signal);
  }

  see({ type: 'room', state: room.state() });
  see({ type: 'media', state: media.state() });
  room.subscribe(state => see({ type: 'room', state }));
  media.subscribe(state => see({ type: 'media', state }));
  return see;
}
