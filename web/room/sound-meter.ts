import { loudness } from '../room-core/sound-level';

/** How loud one track is now, until it is closed. */
export interface Gauge {
  loudness(): number;
  close(): void;
}

/** Starts to measure a microphone's track; the answer ends that. */
export type Measure = (track: MediaStreamTrack, everyMs: number, report: (loudness: number) => void) => () => void;

/** At 48 kHz 85 ms: a little less than the time between two looks at who speaks. */
const SAMPLES = 4096;

/** Reads how loud a track is with the browser's own analyser, which is heard by nobody. */
export function analyse(context: AudioContext, track: MediaStreamTrack): Gauge {
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = SAMPLES;
  source.connect(analyser);
  const samples = new Float32Array(SAMPLES);
  return {
    loudness() {
      analyser.getFloatTimeDomainData(samples);
      return loudness(samples);
    },
    close: () => source.disconnect()
  };
}

/** Reports nothing while the browser holds back sound processing, which it does until the page was touched. */
export const measureSound: Measure = (track, everyMs, report) => {
  const audio = new AudioContext();
  const gauge = analyse(audio, track);
  const timer = setInterval(() => {
    if (audio.state === 'running') report(gauge.loudness());
    else void audio.resume().catch(() => undefined);
  }, everyMs);
  return () => {
    clearInterval(timer);
    void audio.close().catch(() => undefined);
  };
};
