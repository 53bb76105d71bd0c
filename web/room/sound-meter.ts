import { loudness } from '../room-core/sound-level';

/** Starts to measure a microphone's track; the answer ends that. */
export type Measure = (track: MediaStreamTrack, everyMs: number, report: (loudness: number) => void) => () => void;

/** Reports nothing while the browser holds back sound processing, which it does until the page was touched. */
export const measureSound: Measure = (track, everyMs, report) => {
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  analyser.fftSize = 2048;
  audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    if (audio.state !== 'running') {
      void audio.resume().catch(() => undefined);
      return;
    }
    analyser.getFloatTimeDomainData(samples);
    report(loudness(samples));
  }, everyMs);
  return () => {
    clearInterval(timer);
    void audio.close().catch(() => undefined);
  };
};
