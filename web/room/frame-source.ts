import type { Size } from '../room-core/fit';

/** A picture of a camera, good until the promise of whoever took it is kept. */
export type Frame = CanvasImageSource;
export type TakeFrame = (frame: Frame, size: Size) => Promise<void>;

/** Chromium's; the types of the DOM do not have it yet. */
type FrameReader = new (init: { track: MediaStreamTrack }) => { readable: ReadableStream<VideoFrame> };

const HIDDEN_EVERY_MS = 100;

/** Hands over a camera's pictures one after the other, always the latest, until it is stopped. */
export function takeFrames(track: MediaStreamTrack, take: TakeFrame): () => void {
  const { MediaStreamTrackProcessor: Reader } = window as { MediaStreamTrackProcessor?: FrameReader };
  return Reader ? fromReader(new Reader({ track }).readable.getReader(), take) : fromElement(track, take);
}

/** Goes on at full speed in a tab that nobody looks at. */
function fromReader(reader: ReadableStreamDefaultReader<VideoFrame>, take: TakeFrame): () => void {
  async function read(): Promise<void> {
    for (;;) {
      const { value: frame } = await reader.read();
      if (!frame) return;
      await take(frame, { width: frame.displayWidth, height: frame.displayHeight }).finally(() => frame.close());
    }
  }
  void read().catch(() => undefined);
  return () => void reader.cancel().catch(() => undefined);
}

function fromElement(track: MediaStreamTrack, take: TakeFrame): () => void {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  let stopped = false;
  const next = (): void => {
    if (stopped) return;
    // A hidden tab draws nothing, so that nothing would call back.
    if (document.visibilityState === 'hidden') setTimeout(() => void draw(), HIDDEN_EVERY_MS);
    else video.requestVideoFrameCallback(() => void draw());
  };
  async function draw(): Promise<void> {
    if (stopped) return;
    await take(video, { width: video.videoWidth, height: video.videoHeight });
    next();
  }
  void video.play().catch(() => undefined);
  video.requestVideoFrameCallback(() => void draw());
  return () => {
    stopped = true;
    video.srcObject = null;
  };
}
