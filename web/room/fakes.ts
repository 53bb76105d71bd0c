// Stand-ins for the browser's media objects, for the tests of this folder.

export class FakeTrack extends EventTarget {
  enabled = true;
  stopped = false;
  muted = false;

  constructor(
    readonly kind: 'audio' | 'video',
    readonly settings: MediaTrackSettings = {}
  ) {
    super();
  }

  getSettings(): MediaTrackSettings {
    return this.settings;
  }

  clone(): FakeTrack {
    return new FakeTrack(this.kind, this.settings);
  }

  stop(): void {
    this.stopped = true;
  }

  /** What happens when a camera is unplugged. */
  end(): void {
    this.dispatchEvent(new Event('ended'));
  }
}

/** A browser whose devices answer as told: with tracks, or with the name of an error for a kind. */
export class FakeDevices {
  readonly asked: string[] = [];
  readonly given: FakeTrack[] = [];
  errors: Partial<Record<'audio' | 'video', string>> = {};
  denied: string[] = [];
  /** What is plugged in. */
  infos: MediaDeviceInfo[] = [];
  /** Ids of devices that do not start. */
  broken: string[] = [];
  /** While set, requests wait for it. */
  gate: Promise<void> | null = null;

  readonly mediaDevices = Object.assign(new EventTarget(), {
    enumerateDevices: () => Promise.resolve(this.infos),
    getUserMedia: async ({ audio, video }: MediaStreamConstraints = {}): Promise<MediaStream> => {
      const kinds = (['audio', 'video'] as const).filter(kind => (kind === 'audio' ? audio : video));
      this.asked.push(kinds.join('+'));
      await this.gate;
      for (const kind of kinds) {
        const name = this.errors[kind];
        if (name !== undefined) throw new DOMException('told to', name);
      }
      const tracks = kinds.map(kind => this.#open(kind, kind === 'audio' ? audio : video));
      this.given.push(...tracks);
      return { getTracks: () => tracks } as unknown as MediaStream;
    }
  });

  #open(kind: 'audio' | 'video', wish: MediaStreamConstraints['audio']): FakeTrack {
    const id = (typeof wish === 'object' ? wish.deviceId : undefined) as ConstrainDOMStringParameters | undefined;
    const there = this.infos.filter(info => info.kind === `${kind}input` && !this.broken.includes(info.deviceId));
    const asked = there.find(({ deviceId }) => deviceId === (id?.exact ?? id?.ideal));
    if (id?.exact !== undefined && !asked) throw new DOMException('told to', 'NotReadableError');
    const deviceId = (asked ?? there[0])?.deviceId;
    return new FakeTrack(kind, deviceId === undefined ? {} : { deviceId });
  }

  /** Changes what is plugged in, and lets the page know. */
  plug(infos: MediaDeviceInfo[]): void {
    this.infos = infos;
    this.mediaDevices.dispatchEvent(new Event('devicechange'));
  }

  readonly permissions = {
    query: ({ name }: PermissionDescriptor): Promise<PermissionStatus> =>
      Promise.resolve({ state: this.denied.includes(name) ? 'denied' : 'prompt' } as PermissionStatus)
  };
}

/** What one browser keeps, over several visits. */
export class FakeStorage implements Storage {
  [name: string]: unknown;
  readonly #content = new Map<string, string>();
  full = false;

  get length(): number {
    return this.#content.size;
  }
  key(index: number): string | null {
    return [...this.#content.keys()][index] ?? null;
  }
  getItem(name: string): string | null {
    return this.#content.get(name) ?? null;
  }
  setItem(name: string, text: string): void {
    if (this.full) throw new DOMException('told to', 'QuotaExceededError');
    this.#content.set(name, text);
  }
  removeItem(name: string): void {
    this.#content.delete(name);
  }
  clear(): void {
    this.#content.clear();
  }
}

/** Of a browser that forbids even to look. */
export const forbiddenStorage = (): Storage => {
  throw new DOMException('told to', 'SecurityError');
};
