import type {
  LocalDataTrack,
  LocalTrack,
  LocalVideoTrack,
  RemoteAudioTrack,
  RemoteParticipant,
  RemoteTrack,
  RemoteVideoTrack,
  Room
} from 'twilio-video';
import { isSending } from '../room-core/local-media';
import { type Kind, KINDS } from '../room-core/media-plan';
import type { PeopleEvent } from '../room-core/people';
import type { RoomEvent } from '../room-core/screen';
import type { Seen } from '../room-core/signals';
import type { JoinAnswer } from '../room-core/wire';
import { applyWish, type LocalMedia } from './local-media';
import { personOf, SCREEN, watchPeople } from './people-events';
import type { Companion } from './room-companions';
import type { ScreenShare } from './screen-share';
import type { RoomOptions, Sdk, SentTrack } from './sdk';

export type PlayableTrack = RemoteAudioTrack | RemoteVideoTrack;

export interface VideoRoomEvents {
  readonly room: (event: RoomEvent) => void;
  readonly people: (event: PeopleEvent) => void;
  readonly seen: (seen: Seen) => void;
  /** What the page of another participant said. */
  readonly heard: (from: string, text: string) => void;
  /** Whether Twilio's cloud records the room, which says so itself. */
  readonly recording: (on: boolean) => void;
}

/** The name of the data track by which the pages in a room talk. */
const PAGES = 'pages';

/** How long joining waits for camera and microphone; what comes later is published later. */
const MEDIA_WAIT_MS = 3_000;
const CONNECT_DEADLINE_MS = 30_000;

type Sending = { source: MediaStreamTrack; local: SentTrack };

/** One connection at a time to a Twilio Video room: it turns the SDK's events into ours and keeps what is sent equal to LocalMedia. */
export class VideoRoom {
  readonly #loadSdk: () => Promise<Sdk>;
  readonly #media: LocalMedia;
  readonly #events: VideoRoomEvents;
  readonly #share: ScreenShare;
  readonly #companions: readonly Companion[];
  #shown: { source: MediaStreamTrack; local: LocalVideoTrack } | null = null;
  readonly #playable = new Map<string, PlayableTrack>();
  readonly #sending = new Map<Kind, Sending>();
  #sdk: Sdk | null = null;
  #room: Room | null = null;
  #voice: LocalDataTrack | null = null;
  /** What ends the companions of this stay. */
  #leaving: (() => void)[] = [];
  /** Grows with every connect and disconnect; what belongs to an older one is dropped. */
  #round = 0;

  constructor(
    loadSdk: () => Promise<Sdk>,
    media: LocalMedia,
    share: ScreenShare,
    events: VideoRoomEvents,
    companions: readonly Companion[] = []
  ) {
    this.#companions = companions;
    this.#loadSdk = loadSdk;
    this.#media = media;
    this.#events = events;
    this.#share = share;
    media.store.subscribe(() => this.#matchMedia());
    share.store.subscribe(() => this.#matchShare());
  }

  /** The remote track to attach to an element, or null once it is gone. */
  playable(sid: string): PlayableTrack | null {
    return this.#playable.get(sid) ?? null;
  }

  /** Reports `connected` or `connect_failed`, unless disconnect() came first. Never rejects. */
  async connect(answer: JoinAnswer): Promise<void> {
    const round = ++this.#round;
    try {
      this.#sdk = await this.#loadSdk();
      await this.#media.settled(MEDIA_WAIT_MS);
      if (round !== this.#round) return;
      const room = await this.#open(this.#sdk, answer);
      if (round !== this.#round) room.disconnect();
      else this.#enter(room, answer.wsServer === undefined);
    } catch (error) {
      if (round === this.#round) this.#events.room({ type: 'connect_failed', code: codeOf(error) });
    }
  }

  /** One's own in the room; null while there is none. */
  get identity(): string | null {
    return this.#room?.localParticipant.identity ?? null;
  }

  /** The room, and how its media goes, in the words of Twilio's REST, for who is asked what is wrong; null while there is none. */
  get place(): string | null {
    // Only where media passes a server is there a region of it.
    return this.#room && `${this.#room.sid} · ${this.#room.mediaRegion ? 'group' : 'peer-to-peer'}`;
  }

  /** Says something to everybody's page. What is said before their way here is open is lost. */
  say(text: string): void {
    if (!this.#room || !this.#sdk) return;
    if (!this.#voice) {
      this.#voice = new this.#sdk.LocalDataTrack({ name: PAGES });
      void this.#room.localParticipant.publishTrack(this.#voice).catch(() => (this.#voice = null));
    }
    this.#voice.send(text);
  }

  /** Leaves the room, or gives up entering it. Reports nothing. */
  disconnect(): void {
    this.#round += 1;
    const room = this.#room;
    this.#forget();
    room?.disconnect();
  }

  async #open(sdk: Sdk, answer: JoinAnswer): Promise<Room> {
    this.#sending.clear();
    const tracks: LocalTrack[] = [];
    for (const kind of KINDS) {
      const sending = this.#wrap(sdk, kind);
      if (sending) tracks.push(sending.local);
    }
    const options: RoomOptions = { name: answer.room, tracks };
    if (answer.wsServer !== undefined) {
      options.wsServer = answer.wsServer;
      // Telemetry goes to Twilio's cloud, where a room of our own is unknown.
      options.insights = false;
    } else {
      options.networkQuality = { local: 1, remote: 1 }; // our own rooms do not judge it
      options.bandwidthProfile = { video: { clientTrackSwitchOffControl: 'manual', contentPreferencesMode: 'manual' } };
    }
    const opening = sdk.connect(answer.token, options);
    const deadline = setTimeout(() => opening.cancel(), CONNECT_DEADLINE_MS);
    return opening.finally(() => clearTimeout(deadline));
  }

  #enter(room: Room, cloud: boolean): void {
    this.#room = room;
    room.on('reconnecting', () => this.#events.room({ type: 'line_down' }));
    room.on('reconnected', () => this.#events.room({ type: 'line_up' }));
    room.on('disconnected', (_: Room, error: unknown) => {
      if (this.#room !== room) return;
      this.#forget();
      this.#events.room({ type: 'disconnected', code: codeOf(error) });
    });
    // Before watchPeople: a track that a tile is told of must be playable already.
    room.on('trackSubscribed', (track: RemoteTrack, _: unknown, from: RemoteParticipant) => this.#keep(track, from));
    room.on('trackUnsubscribed', (track: RemoteTrack) => this.#drop(track));
    room.on('recordingStarted', () => this.#events.recording(true));
    room.on('recordingStopped', () => this.#events.recording(false));
    watchPeople(room, event => this.#events.people(event));
    for (const participant of room.participants.values()) this.#meet(participant);
    this.#leaving = this.#companions.map(enter => enter(room, cloud));
    this.#events.room({ type: 'connected' });
    // After it: who comes into a recording is told so last.
    this.#events.recording(room.isRecording);
    this.#matchMedia();
    this.#matchShare();
  }

  #meet(participant: RemoteParticipant): void {
    for (const { track } of participant.tracks.values()) if (track) this.#keep(track, participant);
    this.#events.people({ type: 'present', person: personOf(participant) });
  }

  #keep(track: RemoteTrack, { identity }: RemoteParticipant): void {
    if (track.kind === 'data') {
      if (track.name !== PAGES) return;
      track.on('message', data => {
        if (typeof data === 'string') this.#events.heard(identity, data);
      });
      return;
    }
    this.#playable.set(track.sid, track);
    if (track.kind === 'video') this.#awaitPicture(track);
  }

  #awaitPicture(track: RemoteVideoTrack): void {
    const started = (): void => {
      if (this.#playable.get(track.sid) === track) this.#events.seen({ type: 'picture' });
    };
    if (track.isStarted) started();
    else track.once('started', started);
  }

  #drop(track: RemoteTrack): void {
    if (track.kind === 'data') return;
    this.#playable.delete(track.sid);
    // The tile has usually detached it already; this is for elements that were removed without being told.
    track.detach();
  }

  #forget(): void {
    this.#room = null;
    for (const leave of this.#leaving.splice(0)) leave();
    for (const track of this.#playable.values()) track.detach();
    this.#playable.clear();
    this.#sending.clear();
    this.#shown = null;
    this.#voice = null;
    this.#events.people({ type: 'nobody' });
    this.#events.recording(false);
  }

  #wrap(sdk: Sdk, kind: Kind): Sending | null {
    const source = this.#media.output(kind);
    if (!source) return null;
    const local: SentTrack = kind === 'audio' ? new sdk.LocalAudioTrack(source) : new sdk.LocalVideoTrack(source);
    const sending = { source, local };
    this.#sending.set(kind, sending);
    return sending;
  }

  /** The same for the shared screen, which is a second video track and goes on over a lost line. */
  #matchShare(): void {
    if (!this.#room || !this.#sdk || this.#shown?.source === (this.#share.track ?? undefined)) return;
    if (this.#shown) this.#room.localParticipant.unpublishTrack(this.#shown.local);
    this.#shown = null;
    const source = this.#share.track;
    if (!source) return;
    const shown = { source, local: new this.#sdk.LocalVideoTrack(source, { name: SCREEN, logLevel: 'warn' }) };
    this.#shown = shown;
    // Whoever sees "shared" would be wrong if nobody got it.
    void this.#room.localParticipant.publishTrack(shown.local).catch(() => {
      if (this.#shown === shown) this.#share.stop();
    });
  }

  /** Publishes what came, unpublishes what went, gives what is published its new source, and passes every switch on so that the others see it. */
  #matchMedia(): void {
    for (const kind of KINDS) {
      const sending = this.#sending.get(kind);
      const source = this.#media.output(kind);
      if (sending && sending.source === source) {
        sending.local.enable(isSending(this.#media.store.state(), kind));
        continue;
      }
      applyWish(this.#media, kind);
      if (!this.#room || !this.#sdk) continue;
      if (sending && source && sending.local._setMediaStreamTrack) {
        this.#sending.set(kind, { source, local: sending.local });
        // A switch that was pressed meanwhile went to the old source.
        void sending.local._setMediaStreamTrack(source).then(() => applyWish(this.#media, kind));
        continue;
      }
      if (sending) {
        this.#sending.delete(kind);
        this.#room.localParticipant.unpublishTrack(sending.local);
      }
      const added = this.#wrap(this.#sdk, kind);
      // Refused for one track (too many, say), the call goes on without it; the SDK has logged why.
      if (added) void this.#room.localParticipant.publishTrack(added.local).catch(() => this.#sending.delete(kind));
    }
  }
}

/** The code of a Twilio error, or null for every other error and for none. */
function codeOf(error: unknown): number | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : null;
}
