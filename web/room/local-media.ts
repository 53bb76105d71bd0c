import {
  isAsking,
  isRecoverable,
  isSending,
  type LocalMediaEvent,
  type LocalMediaState,
  NO_MEDIA,
  reduceLocalMedia
} from '../room-core/local-media';
import { followUps, type Kind, KINDS, type MissingReason, reasonOf } from '../room-core/media-plan';
import { createStore, type Readable, type Store } from '../room-core/store';

/** The parts of the browser that give out devices. `mediaDevices` is undefined where the browser has none to give. */
export interface DeviceSource {
  mediaDevices: Pick<MediaDevices, 'getUserMedia'> | undefined;
  permissions: Pick<Permissions, 'query'> | undefined;
  /** False for a page without https, which gets no devices. */
  secure?: boolean;
}

const VIDEO: MediaTrackConstraints = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24 } };
/** Which device of a kind, as the browser is asked for it. */
export type Selection = Pick<MediaTrackConstraints, 'deviceId' | 'facingMode'>;

/**
 * The page's one camera and one microphone. The preview and the call share the same two tracks; nothing else on the page asks for
 * devices. Watchers are told of every change of `state`; `track` answers what is live at that moment.
 */
export class LocalMedia {
  readonly #source: DeviceSource;
  readonly #store: Store<LocalMediaState, LocalMediaEvent> = createStore(NO_MEDIA, reduceLocalMedia);
  readonly #tracks = new Map<Kind, MediaStreamTrack>();
  readonly #withheld = new Set<Kind>();
  readonly #replaced = new Map<Kind, MediaStreamTrack | 'awaited'>();
  readonly #selected: Record<Kind, Selection> = { audio: {}, video: { facingMode: 'user' } };
  /** Grows with every release, so that devices which come too late are stopped instead of kept. */
  #round = 0;

  constructor(source: DeviceSource) {
    this.#source = source;
  }

  get store(): Readable<LocalMediaState> {
    return this.#store;
  }

  track(kind: Kind): MediaStreamTrack | null {
    return this.#tracks.get(kind) ?? null;
  }

  /** What of it is for the others, if anything is. */
  output(kind: Kind): MediaStreamTrack | null {
    return this.#withheld.has(kind) ? null : this.shown(kind);
  }

  /** What one sees of it oneself: the same, also while it is withheld. */
  shown(kind: Kind): MediaStreamTrack | null {
    const device = this.track(kind);
    const made = this.#replaced.get(kind) ?? device;
    return device && made !== 'awaited' ? made : null;
  }

  /** Puts what is made of a device in its place for whoever sees it; nothing, while that is awaited. Null ends it. */
  replaceOutput(kind: Kind, made: MediaStreamTrack | 'awaited' | null): void {
    const before = this.#replaced.get(kind) ?? null;
    if (before === made) return;
    if (made) this.#replaced.set(kind, made);
    else this.#replaced.delete(kind);
    const device = this.#tracks.get(kind);
    // The SDK stops a track that it exchanges for another: what is made of the device lives from a copy of it.
    if (device && before === null && made !== 'awaited') this.#adopt(device.clone(), this.#round);
    else this.#store.dispatch({ type: 'exchanged', kind });
  }

  /** Keeps a device from the others altogether: one that is only switched off still sends black pictures. */
  withhold(kind: Kind, now: boolean): void {
    if (this.#withheld.has(kind) === now) return;
    if (now) this.#withheld.add(kind);
    else this.#withheld.delete(kind);
    this.#store.dispatch({ type: 'exchanged', kind });
  }

  /** Asks for the devices that are neither there nor being asked for. Never rejects; what failed is in the state. */
  async take(kinds: readonly Kind[] = KINDS): Promise<void> {
    const { devices } = this.#store.state();
    const needed = kinds.filter(kind => devices[kind].status === 'idle' || devices[kind].status === 'missing');
    if (needed.length === 0) return;
    const round = this.#round;
    this.#store.dispatch({ type: 'asking', kinds: needed });
    const failure = await this.#open(needed, round);
    if (failure === null) return;
    const singles = followUps(needed, failure, await this.#forbidden(needed));
    for (const kind of needed) {
      const why = singles.includes(kind) ? await this.#open([kind], round) : failure;
      if (why !== null) this.#dispatchIn(round, { type: 'missing', kind, why });
    }
  }

  /** Which device the next `take` asks for. */
  select(kind: Kind, selection: Selection): void {
    this.#selected[kind] = selection;
  }

  /**
   * Puts another device in the place of the one in use. The old one stops first, since a phone opens one camera at a time. False
   * when the new one does not start; the old one is then back, or missing if it will not start either.
   */
  async replace(kind: Kind, selection: Selection): Promise<boolean> {
    const round = this.#round;
    const before = this.#selected[kind];
    this.#selected[kind] = selection;
    this.#tracks.get(kind)?.stop();
    const why = await this.#open([kind], round);
    if (why === null) return true;
    if (round !== this.#round) return false;
    this.#selected[kind] = before;
    const whyNotBefore = await this.#open([kind], round);
    if (whyNotBefore !== null && round === this.#round) {
      this.#tracks.delete(kind);
      this.#store.dispatch({ type: 'missing', kind, why: whyNotBefore });
    }
    return false;
  }

  /** Resolves once no device is being asked for, or after `atMostMs`. */
  async settled(atMostMs: number): Promise<void> {
    if (!isAsking(this.#store.state())) return;
    await new Promise<void>(resolve => {
      const done = (): void => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(done, atMostMs);
      const stop = this.#store.subscribe(state => {
        if (!isAsking(state)) done();
      });
    });
  }

  /** Switches a device on or off for the others; one that is missing is asked for again. */
  toggle(kind: Kind): void {
    const state = this.#store.state();
    if (state.devices[kind].status === 'missing') {
      this.#store.dispatch({ type: 'switched', kind, on: true });
      void this.take([kind]);
      return;
    }
    this.#store.dispatch({ type: 'switched', kind, on: !state.wanted[kind] });
  }

  /** Sets the switch of a device as the person wants it; one that is missing is not asked for. */
  want(kind: Kind, on: boolean): void {
    if (this.#store.state().wanted[kind] !== on) this.#store.dispatch({ type: 'switched', kind, on });
  }

  /** Starts again what the system has stopped or keeps muted, as it does for a phone call. */
  recover(): void {
    const kinds = KINDS.filter(kind => {
      const track = this.#tracks.get(kind);
      const device = this.#store.state().devices[kind];
      return track ? track.muted : isRecoverable(device);
    });
    for (const kind of kinds) this.#lose(kind);
    void this.take(kinds);
  }

  #lose(kind: Kind): void {
    this.#tracks.get(kind)?.stop();
    if (this.#tracks.delete(kind)) this.#store.dispatch({ type: 'missing', kind, why: 'stopped' });
  }

  /** Stops both devices; the camera's light goes out. */
  release(): void {
    this.#round += 1;
    for (const track of this.#tracks.values()) track.stop();
    this.#tracks.clear();
    this.#store.dispatch({ type: 'released' });
  }

  async #open(kinds: readonly Kind[], round: number): Promise<MissingReason | null> {
    if (!this.#source.mediaDevices) return this.#source.secure === false ? 'insecure' : 'unsupported';
    try {
      const stream = await this.#source.mediaDevices.getUserMedia({
        audio: kinds.includes('audio') && this.#selected.audio,
        video: kinds.includes('video') && { ...VIDEO, ...this.#selected.video }
      });
      for (const track of stream.getTracks()) this.#adopt(track, round);
      return null;
    } catch (error) {
      return error instanceof Error ? reasonOf(error.name, error.message) : reasonOf('');
    }
  }

  #adopt(track: MediaStreamTrack, round: number): void {
    if (round !== this.#round) {
      track.stop();
      return;
    }
    const kind: Kind = track.kind === 'audio' ? 'audio' : 'video';
    track.enabled = this.#store.state().wanted[kind];
    // Unplugged, or taken by the system for a phone call; stop() of our own does not fire this.
    track.addEventListener('ended', () => {
      if (this.#tracks.get(kind) !== track) return;
      this.#tracks.delete(kind);
      this.#store.dispatch({ type: 'missing', kind, why: 'stopped' });
    });
    this.#tracks.get(kind)?.stop();
    this.#tracks.set(kind, track);
    this.#store.dispatch({ type: 'got', kind });
  }

  #dispatchIn(round: number, event: LocalMediaEvent): void {
    if (round === this.#round) this.#store.dispatch(event);
  }

  /** The kinds that are forbidden for good, as far as the browser says so. */
  async #forbidden(kinds: readonly Kind[]): Promise<ReadonlySet<Kind>> {
    const forbidden = new Set<Kind>();
    for (const kind of kinds) {
      try {
        const name = (kind === 'audio' ? 'microphone' : 'camera') as PermissionName;
        const status = await this.#source.permissions?.query({ name });
        if (status?.state === 'denied') forbidden.add(kind);
      } catch {
        // Not every browser knows these names.
      }
    }
    return forbidden;
  }
}

/** Keeps the tracks' own switches as the person wants them, until a call takes over that job. */
export function applyWish(media: LocalMedia, kind: Kind): void {
  const track = media.track(kind);
  if (track) track.enabled = isSending(media.store.state(), kind);
}
