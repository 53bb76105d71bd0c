import type { LocalMediaState } from '../room-core/local-media';
import type { RoomState } from '../room-core/screen';
import { note, NOTHING_TOLD, type Seen } from '../room-core/signals';
import type { Readable } from '../room-core/store';
import type { VisitApi } from '../room-core/visit-api';
import type { PageSignalRequest } from '../room-core/wire';

/** Without the consent nothing can be recorded, so it is told until it is heard; the rest is told once. */
const TELL_AGAIN_AFTER_MS: readonly number[] = [1_000, 5_000, 20_000, 60_000];

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
    for (const signal of signals) void tell(api, state.visit, signal);
  }

  see({ type: 'room', state: room.state() });
  see({ type: 'media', state: media.state() });
  room.subscribe(state => see({ type: 'room', state }));
  media.subscribe(state => see({ type: 'media', state }));
  return see;
}

async function tell(api: Sources['api'], visit: string, signal: PageSignalRequest): Promise<void> {
  let heard = await api.signal(visit, signal);
  if (signal.kind !== 'consented') return;
  for (const wait of TELL_AGAIN_AFTER_MS) {
    if (heard) return;
    await new Promise(resolve => setTimeout(resolve, wait));
    heard = await api.signal(visit, signal);
  }
}
