import { type BlurEvent, type BlurState, NOT_BLURRED, reduceBlur } from '../room-core/blur';
import { createStore, type Readable, type Store } from '../room-core/store';
import type { BlurPipeline, openBlur } from './blur-pipeline';
import type { ChoiceStore } from './choice-store';
import { applyWish, type LocalMedia } from './local-media';

/** One instruction of SIMD in a function of its own: the library's WebAssembly needs them. */
const SIMD = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0].concat([
  253, 15, 253, 98, 11
]);

/** Whether this browser has all that a blur is made with; tried, not read from its name. */
export function canBlur(): boolean {
  return (
    'OffscreenCanvas' in window &&
    'ImageBitmapRenderingContext' in window &&
    'captureStream' in HTMLCanvasElement.prototype &&
    'requestVideoFrameCallback' in HTMLVideoElement.prototype &&
    'WebAssembly' in window &&
    WebAssembly.validate(new Uint8Array(SIMD))
  );
}

/** Blurs what is behind the person, in the preview and in the call, from the choice on until it is taken back. */
export class BackgroundBlur {
  readonly supported: boolean;
  readonly #media: LocalMedia;
  readonly #choices: ChoiceStore;
  readonly #open: () => Promise<typeof openBlur>;
  readonly #store: Store<BlurState, BlurEvent> = createStore(NOT_BLURRED, reduceBlur);
  #pipeline: BlurPipeline | null = null;
  /** Grows with every switch, so that what loads too late is closed again. */
  #round = 0;
  #paused = false;

  constructor(media: LocalMedia, choices: ChoiceStore, supported: boolean, open: () => Promise<typeof openBlur>) {
    this.#media = media;
    this.#choices = choices;
    this.supported = supported;
    this.#open = open;
    media.store.subscribe(() => this.#follow());
    this.#store.subscribe(({ status }) => {
      if (status === 'off') this.#close();
    });
  }

  get store(): Readable<BlurState> {
    return this.#store;
  }

  /** Blurs again what was blurred on this device before. Until then the camera is nobody's to see. */
  resume(): void {
    if (!this.supported || !this.#choices.state().blur) return;
    this.#media.replaceOutput('video', 'awaited');
    this.switch(true);
  }

  switch(on: boolean): void {
    this.#choices.dispatch({ blur: on });
    const before = this.#store.state().status;
    this.#store.dispatch({ type: 'switched', on });
    if (on && before === 'off' && !this.#paused) void this.#start();
  }

  /** While something else is shown than the person, it is shown as it is. The choice stands, and holds again afterwards. */
  pause(now: boolean): void {
    if (this.#paused === now) return;
    this.#paused = now;
    if (this.#store.state().status === 'off') return;
    if (now) {
      this.#close();
      return;
    }
    this.#media.replaceOutput('video', 'awaited');
    void this.#start();
  }

  async #start(): Promise<void> {
    const round = ++this.#round;
    const report = (event: BlurEvent): void => {
      if (round === this.#round) this.#store.dispatch(event);
    };
    try {
      const open = await this.#open();
      const pipeline = await open({
        started: () => {
          if (round !== this.#round) return;
          this.#media.replaceOutput('video', pipeline.track);
          report({ type: 'started' });
        },
        failed: () => report({ type: 'failed' }),
        slow: () => report({ type: 'slow' })
      });
      if (round !== this.#round) {
        pipeline.stop();
        return;
      }
      this.#pipeline = pipeline;
      this.#follow();
    } catch {
      report({ type: 'failed' });
    }
  }

  #close(): void {
    this.#round += 1;
    this.#pipeline?.stop();
    this.#pipeline = null;
    this.#media.replaceOutput('video', null);
  }

  #follow(): void {
    if (!this.#pipeline) return;
    // The call switches what it sends; the camera behind it has to be off, too.
    applyWish(this.#media, 'video');
    this.#pipeline.follow(this.#media.track('video'));
  }
}
