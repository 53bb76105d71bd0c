import type { Arrival } from '../room-core/arrival';
import { type CallTime, NO_CALL, noteScreen } from '../room-core/call-time';
import { type Consent, type ConsentEvent, lacksConsent, reduceConsent } from '../room-core/consent';
import { isSending, type LocalMediaState } from '../room-core/local-media';
import type { Kind } from '../room-core/media-plan';
import { type Outcome, UNREACHABLE } from '../room-core/outcome';
import type { NetworkEvent, NetworkState } from '../room-core/network-state';
import { type People, type PeopleEvent, reducePeople, visiblePeople } from '../room-core/people';
import type { Command, RoomEvent, RoomState, Surroundings } from '../room-core/screen';
import { start, step } from '../room-core/screen-machine';
import { createStore, type Readable, type Store } from '../room-core/store';
import type { VisitApi } from '../room-core/visit-api';
import type { PageSignalRequest } from '../room-core/wire';
import type { AgentChannel } from './agent-channel';
import type { BackgroundBlur } from './background-blur';
import type { DataUseControl } from './data-use';
import type { Devices } from './devices';
import type { LocalMedia } from './local-media';
import type { Known } from './network-probes';
import { retry, type RetrySurroundings, takeWhenAllowed } from './permission-retry';
import { tellSignals } from './page-signals';
import type { ScreenShare } from './screen-share';
import type { HelpSurroundings } from './visual-help';
import { createShownCamera } from './shown-camera';
import type { PlayableTrack, VideoRoom, VideoRoomEvents } from './video-room';

/** What the components get: states to draw, and what a person can do. */
export interface RoomSession {
  readonly room: Readable<RoomState>;
  /** A supervisor's page that publishes nothing: it has no camera and no microphone. */
  readonly watches: boolean;
  readonly people: Readable<People>;
  readonly media: Readable<LocalMediaState>;
  readonly devices: Devices;
  /** What the page knows of the way to the room before it has joined. */
  readonly network: Known;
  /** Whether pictures of visual help can be kept. */
  readonly keepsStills: boolean;
  /** How good everybody's network is in the call. */
  readonly quality: Store<NetworkState, NetworkEvent>;
  readonly dataUse: DataUseControl;
  readonly blur: BackgroundBlur;
  /** Asks for what is missing again. */
  readonly retryMedia: () => Promise<void>;
  /** Takes these devices once the browser's own settings allow them; the answer ends that. */
  readonly takeWhenAllowed: (kinds: readonly Kind[]) => () => void;
  readonly time: Readable<CallTime>;
  /** Milliseconds of the clock that `time` goes by. */
  readonly now: () => number;
  readonly share: ScreenShare;
  /** Whether the call is being recorded. */
  readonly recording: Readable<boolean>;
  /** What a guest has to agree to before Join. */
  readonly consent: Store<Consent, ConsentEvent>;
  /** For the agent's page: how the session stands, and what may be asked of the plugin. */
  readonly agent: Pick<AgentChannel, 'desk' | 'ask' | 'dismiss'> | null;
  readonly send: (event: RoomEvent) => void;
  /** What the Join button does: nothing before the person has agreed to what has to be agreed to. */
  readonly join: () => void;
  readonly toggle: (kind: Kind) => void;
  /** Tells the server how the call was. */
  readonly rate: (rating: PageSignalRequest) => void;
  readonly ownTrack: (kind: Kind) => MediaStreamTrack | null;
  /** One's own picture as the others get it. */
  readonly ownPicture: () => MediaStreamTrack | null;
  readonly playable: (sid: string) => PlayableTrack | null;
  /** VideoRoom.place */
  readonly place: () => string | null;
  /** Has screen readers told this. */
  readonly announce: (sentence: string) => void;
  readonly announced: Readable<string>;
  /** What visual help needs of the call. */
  readonly helpSurroundings: () => HelpSurroundings;
}

/** What a session is built from. The two factories get the session's own reporters, because what they make speaks back to it. */
export interface Parts {
  arrival: Arrival | null;
  around: Surroundings;
  media: LocalMedia;
  devices: Devices;
  quality: Store<NetworkState, NetworkEvent>;
  dataUse: DataUseControl;
  blur: BackgroundBlur;
  retrying: RetrySurroundings;
  share: ScreenShare;
  api: VisitApi;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  /** In which the page speaks now. */
  language: () => string;
  createRoom(events: VideoRoomEvents): VideoRoom;
  createChannel(report: (event: RoomEvent) => void): AgentChannel | null;
}

/** Runs the screen machine: events come in from all sides, and what the machine commands is carried out. */
export function createSession(parts: Parts): RoomSession {
  const first = start(parts.arrival, parts.around);
  const state = createStore<RoomState, RoomState>(first.state, (_, next) => next);
  const watches = parts.arrival?.role === 'supervisor' && parts.arrival.watches;
  const people = createStore<People, People>([], (_, next) => next);
  let everybody: People = [];
  const meet = (event: PeopleEvent): void => {
    everybody = reducePeople(everybody, event);
    const visible = visiblePeople(everybody);
    // A supervisor who comes to watch is no change.
    if (visible.length !== people.state().length || visible.some((each, index) => each !== people.state()[index]))
      people.dispatch(visible);
  };
  const time = createStore<CallTime, CallTime>(NO_CALL, (_, next) => next);
  state.subscribe(({ screen }) => time.dispatch(noteScreen(time.state(), screen, parts.now())));
  const seen = tellSignals({ room: state, media: parts.media.store, api: parts.api, now: parts.now });
  const listeners = new Set<Listener>();
  const announced = createStore<string, string>('', (_, next) => next);
  const heard = (from: string, text: string): void => listeners.forEach(listener => listener(from, text));
  const recording = createStore<boolean, boolean>(false, (_, on) => on);
  const consent = createStore(consentAt(parts.arrival), reduceConsent);
  const events = { room: send, people: meet, seen, heard, recording: recording.dispatch };
  const videoRoom = parts.createRoom(events);
  parts.quality.subscribe(({ own }) => {
    if (own.level !== null) seen({ type: 'quality', level: own.level });
  });
  const channel = parts.createChannel(send);
  state.subscribe(({ screen }) =>
    channel?.watch(screen.name === 'call' || (screen.name === 'joining' && screen.again))
  );
  const visits = createVisits(parts, send);

  function send(event: RoomEvent): void {
    const next = step(state.state(), event);
    state.dispatch(next.state);
    next.commands.forEach(run);
  }

  function askConsent(anew: boolean): void {
    consent.dispatch({ type: 'unheard' });
    // The words come with the page.
    if (anew) parts.retrying.reload();
  }

  const run = (command: Command): void =>
    carryOut(command, {
      media: watches ? null : parts.media,
      share: parts.share,
      videoRoom,
      channel,
      visits,
      askConsent
    });

  first.commands.forEach(run);
  const { media, share } = parts;
  return {
    room: state,
    watches,
    people,
    media: media.store,
    devices: parts.devices,
    network: { ...arrivalNetwork(parts.arrival), answersAt: parts.api.answersAt },
    keepsStills: parts.api.keepsStills,
    quality: parts.quality,
    dataUse: parts.dataUse,
    blur: parts.blur,
    retryMedia: () => retry(media, parts.retrying, state.state().screen.name === 'preview'),
    takeWhenAllowed: kinds => takeWhenAllowed(media, parts.retrying, kinds),
    time,
    now: parts.now,
    share,
    recording,
    consent,
    agent: parts.arrival?.role === 'agent' ? channel : null,
    send,
    join() {
      const asked = consent.state();
      if (lacksConsent(asked)) {
        consent.dispatch({ type: 'missed' });
        return;
      }
      if (asked) seen({ type: 'consented', consent: { version: asked.version, language: parts.language() } });
      send({ type: 'join_pressed' });
    },
    toggle: kind => media.toggle(kind),
    rate(rating) {
      const { visit } = state.state();
      if (visit !== null) void parts.api.signal(visit, rating);
    },
    ownTrack: kind => media.track(kind),
    ownPicture: () => media.shown('video'),
    playable: sid => videoRoom.playable(sid),
    place: () => videoRoom.place,
    announce: announced.dispatch,
    announced,
    helpSurroundings: () => helpSurroundings({ parts, people, videoRoom, listeners, visit: () => state.state().visit })
  };
}

type Listener = (from: string, text: string) => void;

interface HelpParts {
  parts: Parts;
  people: Readable<People>;
  videoRoom: VideoRoom;
  listeners: Set<Listener>;
  visit: () => string | null;
}

function helpSurroundings({
  parts: { media, devices, blur, api },
  people,
  videoRoom,
  listeners,
  visit
}: HelpParts): HelpSurroundings {
  return {
    people,
    camera: () => media.track('video'),
    sent: () => (isSending(media.store.state(), 'video') ? media.output('video') : null),
    turnCamera: createShownCamera(media, devices, blur),
    say: text => videoRoom.say(text),
    listen(told) {
      listeners.add(told);
      return () => listeners.delete(told);
    },
    ownIdentity: () => videoRoom.identity,
    keepStill(image) {
      const own = visit();
      return own === null ? Promise.resolve({ ok: false, code: UNREACHABLE }) : api.keepStill(own, image);
    },
    note(kind) {
      const own = visit();
      if (own !== null) void api.signal(own, { kind });
    }
  };
}

function consentAt(arrival: Arrival | null): Consent {
  const version = arrival?.role === 'customer' ? arrival.consentVersion : undefined;
  return version === undefined ? null : { version, given: false, missed: false };
}

function arrivalNetwork(arrival: Arrival | null): Pick<Known, 'wsServer'> {
  return arrival?.role === 'customer' && arrival.wsServer !== undefined ? { wsServer: arrival.wsServer } : {};
}

interface Hands {
  /** Null where nothing is ever sent. */
  media: LocalMedia | null;
  share: ScreenShare;
  videoRoom: VideoRoom;
  channel: AgentChannel | null;
  visits: Visits;
  askConsent: (anew: boolean) => void;
}

function carryOut(command: Command, { media, share, videoRoom, channel, visits, askConsent }: Hands): void {
  switch (command.do) {
    case 'redeem':
      visits.redeem();
      break;
    case 'look':
      visits.look(command.visit);
      break;
    case 'look_later':
      visits.lookLater(command.afterMs);
      break;
    case 'rejoin_later':
      visits.rejoinLater(command.afterMs);
      break;
    case 'ask_join':
      visits.join(command.visit);
      break;
    case 'ask_plugin_join':
      channel?.askJoin();
      break;
    case 'ask_plugin_end':
      channel?.askEnd();
      break;
    case 'connect':
      void videoRoom.connect(command.answer);
      break;
    case 'disconnect':
      visits.giveUp();
      videoRoom.disconnect();
      break;
    case 'ask_consent':
      askConsent(command.anew);
      break;
    case 'take_media':
      void media?.take();
      break;
    case 'release_media':
      media?.release();
      share.stop();
      break;
  }
}

interface Visits {
  redeem(): void;
  look(visit: string): void;
  lookLater(afterMs: number): void;
  rejoinLater(afterMs: number): void;
  join(visit: string): void;
  giveUp(): void;
}

/** The customer's requests, of which only the latest may still be answered. */
function createVisits({ arrival, api }: Parts, send: (event: RoomEvent) => void): Visits {
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function report<T>(asking: Promise<Outcome<T>>, toEvent: (answer: T) => RoomEvent): Promise<void> {
    const mine = ++latest;
    const outcome = await asking;
    if (mine === latest) send(outcome.ok ? toEvent(outcome.value) : { type: 'refused', code: outcome.code });
  }

  return {
    redeem() {
      if (arrival?.role !== 'customer') return;
      void report(api.redeem(arrival.code), answer =>
        'token' in answer ? { type: 'join_answered', answer } : { type: 'visit_answered', answer }
      );
    },
    look(visit) {
      void report(api.look(visit), answer => ({ type: 'visit_answered', answer }));
    },
    lookLater(afterMs) {
      clearTimeout(timer);
      timer = setTimeout(() => send({ type: 'look_due' }), afterMs);
    },
    rejoinLater(afterMs) {
      clearTimeout(timer);
      timer = setTimeout(() => send({ type: 'rejoin_due' }), afterMs);
    },
    join(visit) {
      void report(api.join(visit), answer => ({ type: 'join_answered', answer }));
    },
    giveUp() {
      clearTimeout(timer);
      latest += 1;
    }
  };
}
