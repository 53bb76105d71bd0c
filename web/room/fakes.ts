// Stand-ins for the browser's media objects, for the tests of this folder.

export class FakeTrack extends EventTarget {
  enabled = true;
  stopped = false;
  muted = false;

  constructor(readonly kind: 'audio' | 'video') {
    super();
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
  readonly errors: Partial<Record<'audio' | 'video', string>> = {};
  denied: string[] = [];
  /** While set, requests wait for it. */
  gate: Promise<void> | null = null;

  readonly mediaDevices = {
    getUserMedia: async ({ audio, video }: MediaStreamConstraints = {}): Promise<MediaStream> => {
      const kinds = (['audio', 'video'] as const).filter(kind => (kind === 'audio' ? audio : video));
      this.asked.push(kinds.join('+'));
      await this.gate;
      for (const kind of kinds) {
        const name = this.errors[kind];
        if (name !== undefined) throw new DOMException('told to', name);
      }
      const tracks = kinds.map(kind => new FakeTrack(kind));
      this.given.push(...tracks);
      return { getTracks: () => tracks } as unknown as MediaStream;
    }
  };

  readonly permissions = {
    query: ({ name }: PermissionDescriptor): Promise<PermissionStatus> =>
      Promise.resolve({ state: this.denied.includes(name) ? 'denied' : 'prompt' } as PermissionStatus)
  };
}
