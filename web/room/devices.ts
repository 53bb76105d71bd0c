import {
  choose,
  type Device,
  type DeviceKind,
  type DevicesEvent,
  type DevicesState,
  flipOf,
  listsOf,
  NO_DEVICES,
  type OfKind,
  reduceDevices,
  replacement
} from '../room-core/device-choice';
import { fieldsOf } from '../room-core/decode';
import type { Kind } from '../room-core/media-plan';
import { createStore, type Readable, type Store } from '../room-core/store';
import type { LocalMedia, Selection } from './local-media';
import type { StoredText } from './stored-text';

/** The parts of the browser that list devices, if it has any, and remember a choice. */
export interface DeviceSurroundings {
  mediaDevices: Pick<MediaDevices, 'enumerateDevices' | 'addEventListener'> | undefined;
  remembered: StoredText;
  canChooseSpeaker: boolean;
}

const CAPTURED = { camera: 'video', microphone: 'audio' } as const;
const CAPTURED_KINDS = ['camera', 'microphone'] as const;

/** Which devices there are and which are in use, here and for the next call on this browser. */
export class Devices {
  readonly canChooseSpeaker: boolean;
  readonly #around: DeviceSurroundings;
  readonly #media: LocalMedia;
  readonly #store: Store<DevicesState, DevicesEvent> = createStore(NO_DEVICES, reduceDevices);
  /** One change at a time: two devices opened at once would each stop the other. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(around: DeviceSurroundings, media: LocalMedia) {
    this.#around = around;
    this.#media = media;
    this.canChooseSpeaker = around.canChooseSpeaker;
    for (const kind of CAPTURED_KINDS) {
      const remembered = this.#remembered(kind);
      if (remembered) media.select(CAPTURED[kind], { deviceId: { ideal: remembered.id } });
    }
    around.mediaDevices?.addEventListener('devicechange', () => void this.refresh());
    media.store.subscribe((now, before) => {
      const settled = (kind: Kind): boolean =>
        now.devices[kind] !== before.devices[kind] && /live|missing/.test(now.devices[kind].status);
      if (settled('audio') || settled('video')) void this.refresh();
    });
  }

  get store(): Readable<DevicesState> {
    return this.#store;
  }

  /** Lists the devices again, and puts another in the place of one that went. */
  refresh(): Promise<void> {
    return this.#next(async () => {
      const infos = await this.#around.mediaDevices?.enumerateDevices().catch(() => []);
      const lists = listsOf(infos ?? []);
      this.#store.dispatch({ type: 'listed', lists });
      for (const kind of CAPTURED_KINDS) await this.#keepUp(kind);
      this.#keepSpeaker();
    });
  }

  /** Takes this device from now on, also in mid-call, and remembers it. */
  use(kind: DeviceKind, device: Device): Promise<void> {
    return this.#next(() => this.#use(kind, device));
  }

  /** Takes all that was plugged in. */
  useOffered(devices: readonly OfKind[]): Promise<void> {
    this.dismiss();
    return this.#next(async () => {
      for (const device of devices) await this.#use(device.kind, device);
    });
  }

  /** The microphone in use gives no sound, or does again. */
  silence(now: boolean): void {
    this.#store.dispatch({ type: 'silence', now });
  }

  dismiss(): void {
    this.#store.dispatch({ type: 'dismissed' });
  }

  /** Whether there is a camera on the other side of the device. */
  canFlip(): boolean {
    return this.#flip() !== null;
  }

  /** Takes the camera of the other side. Not remembered: the next call should begin with a face. */
  flip(): Promise<void> {
    return this.#next(async () => {
      const flip = this.#flip();
      if (!flip) return;
      const exact: Selection =
        'deviceId' in flip ? { deviceId: { exact: flip.deviceId } } : { facingMode: { exact: flip.facingMode } };
      if (await this.#media.replace('video', exact)) this.#noteUsed('camera');
      else this.#fail('camera', '');
    });
  }

  /** Turns to the camera of that side, where there are two. Not remembered either. */
  turn(side: 'environment' | 'user'): Promise<void> {
    const facing = this.#media.track('video')?.getSettings().facingMode;
    return facing === side || !this.canFlip() ? Promise.resolve() : this.flip();
  }

  #flip(): ReturnType<typeof flipOf> {
    const facing = this.#media.track('video')?.getSettings().facingMode;
    return flipOf(this.#store.state().lists.camera, facing);
  }

  async #use(kind: DeviceKind, { id, label }: Device): Promise<void> {
    const device = { id, label };
    if (kind !== 'speaker' && !(await this.#media.replace(CAPTURED[kind], { deviceId: { exact: id } }))) {
      this.#fail(kind, label);
      return;
    }
    this.#store.dispatch({ type: 'using', kind, device });
    this.#remember(kind, device);
  }

  /** After a change of the lists or of a track: the remembered one at first, then another when the one in use went. */
  async #keepUp(kind: (typeof CAPTURED_KINDS)[number]): Promise<void> {
    const state = this.#store.state();
    const device = this.#media.store.state().devices[CAPTURED[kind]];
    const devices = state.lists[kind];
    const lost = device.status === 'missing' && device.why === 'stopped';
    if (!lost && device.status !== 'live') return;
    const first = state.used[kind] === null;
    if (!lost) this.#noteUsed(kind);
    const used = this.#store.state().used[kind];
    // By its label the remembered one may stand under an id that the browser was not asked for.
    const next = first ? choose(devices, this.#remembered(kind)) : replacement(devices, used, lost);
    if (!next || (first && next.id === used?.id)) return;
    const taken = await this.#media.replace(CAPTURED[kind], { deviceId: { exact: next.id } });
    if (!taken) return;
    this.#store.dispatch({ type: 'using', kind, device: next });
    if (!first) this.#store.dispatch({ type: 'noticed', notice: { type: 'fell_back', kind, label: next.label } });
  }

  #keepSpeaker(): void {
    const { lists, used } = this.#store.state();
    const devices = lists.speaker;
    if (used.speaker === null) {
      const remembered = choose(devices, this.#remembered('speaker'));
      if (remembered) this.#store.dispatch({ type: 'using', kind: 'speaker', device: remembered });
      return;
    }
    if (devices.some(({ id }) => id === used.speaker?.id)) return;
    this.#store.dispatch({ type: 'using', kind: 'speaker', device: null });
    const label = devices[0]?.label ?? '';
    this.#store.dispatch({ type: 'noticed', notice: { type: 'fell_back', kind: 'speaker', label } });
  }

  #noteUsed(kind: (typeof CAPTURED_KINDS)[number]): void {
    const id = this.#media.track(CAPTURED[kind])?.getSettings().deviceId;
    const { lists, used } = this.#store.state();
    // Its label of then is kept: that of "default" changes with what it stands for.
    if (id === used[kind]?.id) return;
    const device = lists[kind].find(each => each.id === id);
    if (device) this.#store.dispatch({ type: 'using', kind, device });
  }

  #fail(kind: DeviceKind, label: string): void {
    this.#store.dispatch({ type: 'noticed', notice: { type: 'failed', kind, label } });
  }

  #next(change: () => Promise<void>): Promise<void> {
    const next = this.#changing.then(change);
    this.#changing = next.catch(() => undefined);
    return next;
  }

  #remembered(kind: DeviceKind): Device | null {
    const device = fieldsOf(this.#stored()[kind]);
    const { id, label } = device ?? {};
    return typeof id === 'string' && typeof label === 'string' ? { id, label } : null;
  }

  #remember(kind: DeviceKind, device: Device): void {
    this.#around.remembered.write(JSON.stringify({ ...this.#stored(), [kind]: device }));
  }

  #stored(): Record<string, unknown> {
    try {
      return fieldsOf(JSON.parse(this.#around.remembered.read() ?? '{}')) ?? {};
    } catch {
      return {};
    }
  }
}
