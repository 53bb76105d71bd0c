import { EventEmitter } from 'node:events';
import type { ConnectOptions } from 'twilio-video';
import { describe, expect, it } from 'vitest';
import { type PeopleEvent, reducePeople, tilesOf } from '../room-core/people';
import type { RoomEvent } from '../room-core/screen';
import type { Seen } from '../room-core/signals';
import type { JoinAnswer } from '../room-core/wire';
import { FakeDevices, FakeTrack } from './fakes';
import { LocalMedia } from './local-media';
import { ScreenShare } from './screen-share';
import type { Sdk } from './sdk';
import { VideoRoom } from './video-room';

const ANSWER: JoinAnswer = {
  token: 'secret',
  room: 'RM1',
  identity: 'customer:v1',
  displayName: 'Cus',
  role: 'customer',
  expiresAt: 'then',
  peerName: 'Ada',
  wsServer: 'ws://127.0.0.1:8080/signaling'
};

class FakeLocalTrack {
  readonly switches: boolean[] = [];
  constructor(
    public source: MediaStreamTrack,
    readonly options?: { name?: string }
  ) {}
  _setMediaStreamTrack(source: MediaStreamTrack): Promise<void> {
    return Promise.resolve(void (this.source = source));
  }
  enable(on: boolean): void {
    if (this.source.enabled === on) return;
    this.source.enabled = on;
    this.switches.push(on);
  }
}

class FakeDataTrack {
  readonly sent: string[] = [];
  constructor(readonly options: { name: string }) {}
  send(text: string): void {
    this.sent.push(text);
  }
}

class FakeRemoteTrack extends EventEmitter {
  readonly attached = new Set<object>();
  isSwitchedOff = false;
  isStarted = false;
  constructor(
    readonly sid: string,
    readonly kind: 'audio' | 'video'
  ) {
    super();
  }
  detach(): object[] {
    this.attached.clear();
    return [];
  }
}

class FakeRoom extends EventEmitter {
  readonly participants = new Map<string, object>();
  readonly published: FakeLocalTrack[] = [];
  left = false;
  isRecording = false;
  readonly sid = 'RM1';
  mediaRegion: string | null = null;
  readonly localParticipant = Object.assign(new EventEmitter(), {
    publishTrack: (track: FakeLocalTrack) => Promise.resolve(void this.published.push(track)),
    unpublishTrack: (track: FakeLocalTrack) => void this.published.splice(this.published.indexOf(track), 1)
  });
  disconnect(): void {
    this.left = true;
    this.emit('disconnected', this, undefined);
  }
}

class TwilioLikeError extends Error {
  constructor(readonly code: number) {
    super(`error ${code}`);
  }
}

function participant(sid: string, identity: string, ...tracks: FakeRemoteTrack[]) {
  const publications = tracks.map(track => ({
    trackSid: track.sid,
    kind: track.kind,
    isTrackEnabled: true,
    isSubscribed: true,
    track
  }));
  return { sid, identity, state: 'connected', tracks: new Map(publications.map(each => [each.trackSid, each])) };
}

function setUp(opening: () => Promise<FakeRoom>) {
  const devices = new FakeDevices();
  const media = new LocalMedia(devices);
  const share = new ScreenShare({
    getDisplayMedia: () => Promise.resolve({ getVideoTracks: () => [new FakeTrack('video')] } as unknown as MediaStream)
  });
  const options: ConnectOptions[] = [];
  const sdk = {
    LocalAudioTrack: FakeLocalTrack,
    LocalVideoTrack: FakeLocalTrack,
    LocalDataTrack: FakeDataTrack,
    connect: (_: string, given: ConnectOptions) => {
      options.push(given);
      return Object.assign(opening(), { cancel: () => undefined });
    }
  };
  const events: RoomEvent[] = [];
  const people: PeopleEvent[] = [];
  const seen: Seen[] = [];
  const heard: string[] = [];
  const recorded: boolean[] = [];
  const company: string[] = [];
  const companion = () => {
    company.push('entered');
    return () => company.push('left');
  };
  const report = {
    room: (event: RoomEvent) => events.push(event),
    people: (event: PeopleEvent) => people.push(event),
    seen: (each: Seen) => seen.push(each),
    heard: (from: string, text: string) => heard.push(`${from}: ${text}`),
    recording: (on: boolean) => recorded.push(on)
  };
  const room = new VideoRoom(() => Promise.resolve(sdk as unknown as Sdk), media, share, report, [companion]);
  const tiles = () => tilesOf(people.reduce(reducePeople, []), { ownRole: 'customer', peerName: 'Ada' });
  return { devices, media, share, options, events, seen, heard, recorded, room, tiles, company };
}

async function inCall() {
  const fake = new FakeRoom();
  const parts = setUp(() => Promise.resolve(fake));
  await parts.media.take();
  await parts.room.connect(ANSWER);
  const sent = (parts.options[0]?.tracks ?? []) as unknown as FakeLocalTrack[];
  return { ...parts, fake, sent };
}

describe('video room', () => {
  it('says whether it is recorded: on the way in, when that changes, and no more once it is left', async () => {
    const fake = new FakeRoom();
    fake.isRecording = true;
    const { room, events, recorded } = setUp(() => Promise.resolve(fake));
    await room.connect(ANSWER);
    expect(events).toEqual([{ type: 'connected' }]);
    fake.emit('recordingStopped');
    fake.emit('recordingStarted');
    room.disconnect();
    expect(recorded).toEqual([true, false, true, false]);
  });

  it('enters with the preview’s own tracks and no telemetry to a cloud that does not know the room', async () => {
    const { devices, options, sent, events } = await inCall();
    expect(devices.asked).toEqual(['audio+video']);
    expect(sent.map(({ source }) => source)).toEqual(devices.given);
    expect(options[0]).toMatchObject({ name: 'RM1', wsServer: ANSWER.wsServer, insights: false });
    expect(events).toEqual([{ type: 'connected' }]);
  });

  it('leaves Twilio’s own addresses alone when the server names none', async () => {
    const { room, options } = setUp(() => Promise.resolve(new FakeRoom()));
    const cloud = { ...ANSWER };
    delete cloud.wsServer;
    await room.connect(cloud);
    expect(options[0]).toEqual({
      name: 'RM1',
      tracks: [],
      networkQuality: { local: 1, remote: 1 },
      bandwidthProfile: { video: { clientTrackSwitchOffControl: 'manual', contentPreferencesMode: 'manual' } }
    });
  });

  it('says which room it is, and whether its media passes a server', async () => {
    const { fake, room } = await inCall();
    expect(room.place).toBe('RM1 · peer-to-peer');
    fake.mediaRegion = 'us1';
    expect(room.place).toBe('RM1 · group');
    room.disconnect();
    expect(room.place).toBeNull();
  });

  it('shows those who were there and those who come', async () => {
    const fake = new FakeRoom();
    const voice = new FakeRemoteTrack('MT1', 'audio');
    fake.participants.set('PA1', participant('PA1', 'agent:WK1', voice));
    const { room, tiles } = setUp(() => Promise.resolve(fake));
    await room.connect(ANSWER);
    expect(room.playable('MT1')).toBe(voice);
    fake.emit('participantConnected', participant('PA2', 'customer:v2'));
    expect(tiles().map(({ identity }) => identity)).toEqual(['agent:WK1', 'customer:v2']);
    fake.emit('participantDisconnected', { sid: 'PA1' });
    expect(tiles().map(({ identity }) => identity)).toEqual(['customer:v2']);
  });

  it('talks to the other pages by one data track of its own, and hears theirs', async () => {
    const { fake, room, heard } = await inCall();
    room.say('one');
    room.say('two');
    const voices = fake.published.filter(track => track instanceof FakeDataTrack);
    expect(voices.map(({ options, sent }) => [options.name, sent])).toEqual([['pages', ['one', 'two']]]);
    const theirs = Object.assign(new EventEmitter(), { kind: 'data', name: 'pages' });
    const others = Object.assign(new EventEmitter(), { kind: 'data', name: 'another app' });
    const ada = participant('PA1', 'agent:WK1');
    for (const track of [theirs, others]) fake.emit('trackSubscribed', track, {}, ada);
    theirs.emit('message', 'hello');
    theirs.emit('message', new ArrayBuffer(2));
    others.emit('message', 'not for us');
    expect(heard).toEqual(['agent:WK1: hello']);
    room.disconnect();
    room.say('three');
    expect(voices[0]?.sent).toHaveLength(2);
  });

  it('follows the tracks of the others', async () => {
    const { fake, room, tiles } = await inCall();
    const ada = participant('PA1', 'agent:WK1');
    const face = new FakeRemoteTrack('MT2', 'video');
    const publication = { trackSid: 'MT2', kind: 'video', isTrackEnabled: true, isSubscribed: false, track: null };
    fake.emit('participantConnected', ada);
    fake.emit('trackPublished', publication, ada);
    expect(tiles()[0]).toMatchObject({ video: false, videoTrack: null });
    fake.emit('trackSubscribed', face, publication, ada);
    expect(tiles()[0]).toMatchObject({ video: true, videoTrack: 'MT2' });
    expect(room.playable('MT2')).toBe(face);
    fake.emit('trackDisabled', publication, ada);
    expect(tiles()[0]).toMatchObject({ video: false, videoTrack: 'MT2' });
    fake.emit('trackEnabled', publication, ada);
    face.attached.add({});
    fake.emit('trackUnsubscribed', face, publication, ada);
    expect(face.attached.size).toBe(0);
    expect(room.playable('MT2')).toBeNull();
    expect(tiles()[0]).toMatchObject({ video: false, videoTrack: null });
  });

  it('tells of each picture when its first frame is there', async () => {
    const { fake, seen } = await inCall();
    const ada = participant('PA1', 'agent:WK1');
    const late = new FakeRemoteTrack('MT2', 'video');
    const early = Object.assign(new FakeRemoteTrack('MT3', 'video'), { isStarted: true });
    for (const track of [new FakeRemoteTrack('MT1', 'audio'), late]) {
      fake.emit('trackSubscribed', track, { trackSid: track.sid, kind: track.kind }, ada);
      if (track !== late) track.emit('started', track);
    }
    expect(seen).toEqual([]);
    late.emit('started', late);
    fake.emit('trackSubscribed', early, { trackSid: 'MT3', kind: 'video' }, ada);
    expect(seen).toEqual([{ type: 'picture' }, { type: 'picture' }]);
  });

  it('has companions from entering until it is left, in every room', async () => {
    const { fake, room, company } = await inCall();
    expect(company).toEqual(['entered']);
    fake.emit('disconnected', fake, undefined);
    expect(company).toEqual(['entered', 'left']);
    await room.connect(ANSWER);
    room.disconnect();
    expect(company).toEqual(['entered', 'left', 'entered', 'left']);
  });

  it('tells nothing of a room that was left', async () => {
    const { fake, room, seen } = await inCall();
    const face = new FakeRemoteTrack('MT2', 'video');
    fake.emit('trackSubscribed', face, { trackSid: 'MT2', kind: 'video' }, participant('PA1', 'agent:WK1'));
    room.disconnect();
    face.emit('started', face);
    expect(seen).toEqual([]);
  });

  it('switches what is sent, so that the others see it', async () => {
    const { media, sent } = await inCall();
    media.toggle('audio');
    media.toggle('audio');
    media.toggle('video');
    expect(sent.map(({ switches }) => switches)).toEqual([[false, true], [false]]);
  });

  it('publishes nothing of a device that is withheld, until it is not', async () => {
    const { devices, media, fake, sent } = await inCall();
    fake.published.push(...sent);
    media.withhold('video', true);
    media.withhold('video', true);
    expect(fake.published.map(({ source }) => source.kind)).toEqual(['audio']);
    media.withhold('video', false);
    expect(fake.published.map(({ source }) => source)).toEqual(devices.given);
  });

  it('unpublishes a camera that stops and publishes it when it is back', async () => {
    const { devices, media, fake, sent } = await inCall();
    fake.published.push(...sent);
    devices.given[1]?.end();
    expect(fake.published.map(({ source }) => source.kind)).toEqual(['audio']);
    media.toggle('video');
    await media.settled(1_000);
    expect(fake.published.map(({ source }) => source)).toEqual([devices.given[0], devices.given[2]]);
  });

  it('gives a published track its new source', async () => {
    const { devices, media, fake, sent } = await inCall();
    fake.published.push(...sent);
    await media.replace('video', {});
    expect(fake.published).toEqual(sent);
    expect(sent.map(({ source }) => source)).toEqual([devices.given[0], devices.given[2]]);
    media.toggle('video');
    expect(media.track('video')?.enabled).toBe(false);
  });

  it('publishes a new source anew where the SDK cannot exchange it', async () => {
    const { devices, media, fake, sent } = await inCall();
    fake.published.push(...sent);
    Object.assign(sent[1] ?? {}, { _setMediaStreamTrack: undefined });
    await media.replace('video', {});
    expect(fake.published.map(({ source }) => source)).toEqual([devices.given[0], devices.given[2]]);
  });

  it('publishes devices that are allowed only during the call', async () => {
    const fake = new FakeRoom();
    const { devices, media, room } = setUp(() => Promise.resolve(fake));
    await room.connect(ANSWER);
    await media.take();
    expect(fake.published.map(({ source }) => source)).toEqual(devices.given);
  });

  it.each([
    [new TwilioLikeError(53105), 53105],
    [new Error('no network'), null]
  ])('reports the failure %s', async (error, code) => {
    const { room, events } = setUp(() => Promise.reject(error));
    await room.connect(ANSWER);
    expect(events).toEqual([{ type: 'connect_failed', code }]);
  });

  it('reports a lost line, its return, and the end with its code', async () => {
    const { fake, events, tiles } = await inCall();
    fake.emit('participantConnected', participant('PA1', 'agent:WK1'));
    fake.emit('reconnecting', new TwilioLikeError(53001));
    fake.emit('reconnected');
    fake.emit('disconnected', fake, new TwilioLikeError(53118));
    expect(events.slice(1)).toEqual([
      { type: 'line_down' },
      { type: 'line_up' },
      { type: 'disconnected', code: 53118 }
    ]);
    expect(tiles()).toEqual([]);
  });

  it('leaves silently', async () => {
    const { fake, room, events } = await inCall();
    room.disconnect();
    expect(fake.left).toBe(true);
    expect(events).toEqual([{ type: 'connected' }]);
  });

  it('leaves a room that opens after it was given up', async () => {
    const fake = new FakeRoom();
    let open = (): void => undefined;
    const { room, events } = setUp(() => new Promise(resolve => (open = () => resolve(fake))));
    const connecting = room.connect(ANSWER);
    await Promise.resolve().then(() => undefined);
    await new Promise(resolve => setImmediate(resolve));
    room.disconnect();
    open();
    await connecting;
    expect(fake.left).toBe(true);
    expect(events).toEqual([]);
  });

  it('publishes a shared screen as a second video track, until it stops, and again after a lost line', async () => {
    const { fake, share, room } = await inCall();
    const screens = () => fake.published.filter(({ options }) => options?.name === 'screen');
    await share.start();
    expect(screens().map(({ source }) => source)).toEqual([share.track]);
    share.stop();
    expect(screens()).toEqual([]);
    await share.start();
    room.disconnect();
    fake.published.length = 0;
    await room.connect(ANSWER);
    expect(screens()).toHaveLength(1);
  });
});
