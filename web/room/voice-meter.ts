import { hear, NOBODY_SPEAKS, type Speaking } from '../room-core/speaking';
import { createStore, type Readable } from '../room-core/store';

export interface Source {
  id: string;
  track: MediaStreamTrack;
}

/** How loud one source is now, until it is closed. */
export interface Gauge {
  level(): number;
  close(): void;
}

const EVERY_MS = 100;
/** At 48 kHz a little less than the time between two looks. */
const SAMPLES = 4096;

/** The root mean square of samples. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

/** Reads how loud a track is with the browser's own analyser, which is heard by nobody. */
export function analyse(context: AudioContext, track: MediaStreamTrack): Gauge {
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = SAMPLES;
  source.connect(analyser);
  const samples = new Float32Array(SAMPLES);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return loudness(samples);
    },
    close: () => source.disconnect()
  };
}

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
      return { id, level: known.level() };
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
