import { hear, NOBODY_SPEAKS, type Speaking } from '../room-core/speaking';
import { createStore, type Readable } from '../room-core/store';
import type { Gauge } from './sound-meter';

export interface Source {
  id: string;
  track: MediaStreamTrack;
}

const EVERY_MS = 100;

interface Parts {
  /** All whose voice counts, asked for before each look. */
  sources: () => readonly Source[];
  gauge: (track: MediaStreamTrack) => Gauge;
  now: () => number;
}

/** Looks ten times a second who speaks, until it is stopped. */
export function createVoiceMeter({ sources, gauge, now }: Parts): { speaking: Readable<Speaking>; stop: () => void } {
  const store = createStore<Speaking, Speaking>(NOBODY_SPEAKS, (_, next) => next);
  const gauges = new Map<MediaStreamTrack, Gauge>();

  function look(): void {
    const present = sources();
    for (const [track, each] of gauges) {
      if (present.some(source => source.track === track)) continue;
      each.close();
      gauges.delete(track);
    }
    const levels = present.map(({ id, track }) => {
      const known = gauges.get(track) ?? gauge(track);
      gauges.set(track, known);
      return { id, level: known.loudness() };
    });
    store.dispatch(hear(store.state(), levels, now()));
  }

  const timer = setInterval(look, EVERY_MS);
  return {
    speaking: store,
    stop() {
      clearInterval(timer);
      for (const each of gauges.values()) each.close();
      gauges.clear();
    }
  };
}
