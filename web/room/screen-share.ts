import { createStore, type Readable } from '../room-core/store';

/** `asking` while the browser lets the person choose what to show. */
export type ShareState = 'off' | 'asking' | 'on';

/** The part of the browser that shows a screen to others; phones have none. */
export interface DisplaySource {
  getDisplayMedia?: MediaDevices['getDisplayMedia'];
}

/** Sharp text rather than smooth motion; more pictures a second would cost the faces theirs. */
const WANTED: DisplayMediaStreamOptions = { video: { frameRate: { ideal: 15, max: 30 } }, audio: false };

/** One's own shared screen. It ends by stop() as well as by the browser's own button, which every browser shows meanwhile. */
export class ScreenShare {
  readonly #source: DisplaySource | undefined;
  readonly #store = createStore<ShareState, ShareState>('off', (_, next) => next);
  #track: MediaStreamTrack | null = null;
  /** Grows with every start and stop, so that a choice which comes too late shows nothing. */
  #round = 0;

  constructor(source: DisplaySource | undefined) {
    this.#source = source;
  }

  get possible(): boolean {
    return this.#source?.getDisplayMedia !== undefined;
  }

  get store(): Readable<ShareState> {
    return this.#store;
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** Asks what to show. Never rejects: who chooses nothing shows nothing. */
  async start(): Promise<void> {
    if (!this.#source?.getDisplayMedia || this.#store.state() !== 'off') return;
    const round = ++this.#round;
    this.#store.dispatch('asking');
    try {
      const stream = await this.#source.getDisplayMedia(WANTED);
      this.#adopt(stream.getVideoTracks(), round);
    } catch {
      if (round === this.#round) this.stop();
    }
  }

  stop(): void {
    this.#round += 1;
    this.#track?.stop();
    this.#track = null;
    this.#store.dispatch('off');
  }

  toggle(): void {
    if (this.#store.state() === 'off') void this.start();
    else this.stop();
  }

  #adopt([track]: MediaStreamTrack[], round: number): void {
    if (!track || round !== this.#round) {
      track?.stop();
      return;
    }
    track.contentHint = 'detail';
    track.addEventListener('ended', () => {
      if (this.#track === track) this.stop();
    });
    this.#track = track;
    this.#store.dispatch('on');
  }
}
