import { GaussianBlurBackgroundProcessor } from '@twilio/video-processors';
import { blurredSize, keepPace, type Pace } from '../room-core/blurred-frames';
import type { Size } from '../room-core/fit';
import { type Frame, takeFrames } from './frame-source';

/** Where background-assets.ts puts the library's files: beside this one. */
const ASSETS = new URL(/* @vite-ignore */ './background/', import.meta.url).href;
const WORKER = 'twilio-gaussian-blur-background-processor-pipeline-worker.js';
/** For the model, and for the first picture, with which a slow device still compiles what draws it. */
const LOAD_DEADLINE_MS = 30_000;
/** A worker that has crashed answers no more. */
const FRAME_DEADLINE_MS = 10_000;

export interface BlurPipeline {
  /** One and the same for all cameras, so that whoever sends it need not know when they change. */
  readonly track: MediaStreamTrack;
  /** Blurs this camera from now on, or none. */
  follow(camera: MediaStreamTrack | null): void;
  stop(): void;
}

interface Reports {
  /** The first picture is there. */
  started: () => void;
  failed: () => void;
  slow: () => void;
}

/** Rejects when what it needs does not load. */
export async function openBlur(reports: Reports): Promise<BlurPipeline> {
  // The library waits for ever for a worker that does not load.
  const worker = await fetch(ASSETS + WORKER);
  if (!worker.ok) throw new Error(`${WORKER}: ${worker.status}`);
  const processor = new GaussianBlurBackgroundProcessor({ assetsPath: ASSETS });
  await within(LOAD_DEADLINE_MS, processor.loadModel());
  return new Pipeline(processor, reports);
}

async function within<T>(deadlineMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${deadlineMs} ms`)), deadlineMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Chromium sends what is drawn on a canvas outside of the page only when it is asked to; Firefox sends it, and can't be asked. */
function canAskForFrames(): boolean {
  return 'CanvasCaptureMediaStreamTrack' in window && 'requestFrame' in CanvasCaptureMediaStreamTrack.prototype;
}

class Pipeline implements BlurPipeline {
  readonly track: MediaStreamTrack;
  readonly #processor: GaussianBlurBackgroundProcessor;
  readonly #reports: Reports;
  readonly #input = new OffscreenCanvas(2, 2);
  readonly #drawing = this.#input.getContext('2d');
  readonly #output = document.createElement('canvas');
  #leaveCamera = (): void => undefined;
  #camera: MediaStreamTrack | null = null;
  #pace: Pace = [];
  #begun = false;

  constructor(processor: GaussianBlurBackgroundProcessor, reports: Reports) {
    this.#processor = processor;
    this.#reports = reports;
    // Never cleared: at its edges a blur is a little transparent, and what is under it is the blur of before. Made before
    // captureStream(), which Firefox refuses for a canvas without a context.
    this.#output.getContext('2d', { alpha: false });
    const [track] = this.#output.captureStream(canAskForFrames() ? 0 : undefined).getVideoTracks();
    if (!track) throw new Error('a canvas without a track');
    this.track = track;
  }

  follow(camera: MediaStreamTrack | null): void {
    if (camera === this.#camera) return;
    this.#leaveCamera();
    this.#camera = camera;
    this.#leaveCamera = camera ? takeFrames(camera, (frame, size) => this.#take(camera, frame, size)) : () => undefined;
  }

  stop(): void {
    this.follow(null);
    this.track.stop();
  }

  async #take(camera: MediaStreamTrack, frame: Frame, camerasSize: Size): Promise<void> {
    // A camera that is off gives black pictures, which need no blur.
    if (!camera.enabled || camerasSize.width === 0) return;
    const size = blurredSize(camerasSize);
    for (const canvas of [this.#input, this.#output]) {
      if (canvas.width !== size.width) canvas.width = size.width;
      if (canvas.height !== size.height) canvas.height = size.height;
    }
    this.#drawing?.drawImage(frame, 0, 0, size.width, size.height);
    const began = performance.now();
    try {
      await within(
        this.#begun ? FRAME_DEADLINE_MS : LOAD_DEADLINE_MS,
        this.#processor.processFrame(this.#input, this.#output)
      );
    } catch {
      if (camera === this.#camera) this.#reports.failed();
      return;
    }
    if ('requestFrame' in this.track) (this.track as CanvasCaptureMediaStreamTrack).requestFrame();
    if (camera === this.#camera) this.#note(performance.now() - began);
  }

  #note(tookMs: number): void {
    const { pace, slow } = keepPace(this.#pace, tookMs);
    this.#pace = pace;
    if (!this.#begun) this.#reports.started();
    this.#begun = true;
    if (slow) this.#reports.slow();
  }
}
