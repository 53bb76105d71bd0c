import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Level } from '../room-core/call-quality';
import { NETWORK_UNKNOWN, reduceNetwork } from '../room-core/network-state';
import type { Outcome } from '../room-core/outcome';
import type { Arrival } from '../room-core/arrival';
import type { PeopleEvent } from '../room-core/people';
import type { RoomEvent } from '../room-core/screen';
import type { Seen } from '../room-core/signals';
import { createStore } from '../room-core/store';
import type { VisitApi } from '../room-core/visit-api';
import type { JoinAnswer, VisitAnswer, VisitState } from '../room-core/wire';
import { BackgroundBlur } from './background-blur';
import { createChoiceStore } from './choice-store';
import { createDataUse } from './data-use';
import { Devices } from './devices';
import { FakeDevices, forbiddenStorage } from './fakes';
import { LocalMedia } from './local-media';
import { ScreenShare } from './screen-share';
import { createSession } from './session';
import { storedText } from './stored-text';
import type { VideoRoom } from './video-room';

const ANSWER: JoinAnswer = {
  token: 'secret',
  room: 'RM1',
  identity: 'customer:v1',
  displayName: 'Cus',
  role: 'customer',
  expiresAt: 'then',
  peerName: 'Ada'
};
const visit = (state: VisitState): Outcome<VisitAnswer> => ({
  ok: true,
  value: {
    visit: { id: 'v1', state, role: 'customer', openedAt: '2026-11-22T17:00:00.000Z' },
    session: { state: 'open' },
    agentName: 'Ada'
  }
});

/** An API whose answers the test gives one by one, in any order. */
function setUp(consentVersion?: string, inFlex?: Arrival) {
  const asked: { call: string; answer: (outcome: Outcome<never>) => void }[] = [];
  const ask =
    (call: string) =>
    <T>(about: string): Promise<Outcome<T>> =>
      new Promise(resolve => asked.push({ call: `${call} ${about}`, answer: resolve }));
  const told: string[] = [];
  const api: VisitApi = {
    answersAt: '/healthz',
    keepsStills: true,
    redeem: ask('redeem'),
    look: ask('look'),
    join: ask('join'),
    keepStill: ask('keepStill'),
    signal: (visit, { kind, value, version, language }) => {
      told.push([visit, kind, value, version, language].filter(part => part !== undefined).join(' '));
      return Promise.resolve(true);
    }
  };
  const done: string[] = [];
  let report: (event: RoomEvent) => void = () => undefined;
  let see: (seen: Seen) => void = () => undefined;
  let meet: (event: PeopleEvent) => void = () => undefined;
  const choices = createChoiceStore(storedText(forbiddenStorage, 'flex-video.choices'));
  const media = new LocalMedia(new FakeDevices());
  const session = createSession({
    arrival: inFlex ?? { role: 'customer', code: 'c0de', state: 'open', ...(consentVersion && { consentVersion }) },
    around: { canCall: true, hasOpener: inFlex !== undefined, framed: false },
    media,
    quality: createStore(NETWORK_UNKNOWN, reduceNetwork),
    dataUse: createDataUse(choices, media),
    blur: new BackgroundBlur(media, choices, false, () => Promise.reject(new Error('not asked for'))),
    devices: new Devices(
      {
        mediaDevices: undefined,
        remembered: storedText(forbiddenStorage, 'flex-video.devices'),
        canChooseSpeaker: false
      },
      media
    ),
    retrying: { permissions: undefined, now: () => 0, reload: () => undefined },
    share: new ScreenShare(undefined),
    api,
    now: () => Date.now(),
    language: () => 'pt',
    createRoom(events) {
      report = events.room;
      see = events.seen;
      meet = events.people;
      const room: Pick<VideoRoom, 'connect' | 'disconnect' | 'playable'> = {
        connect: ({ room: sid }) => Promise.resolve(void done.push(`connect ${sid}`)),
        disconnect: () => void done.push('disconnect'),
        playable: () => null
      };
      return room as VideoRoom;
    },
    createChannel: () => null
  });
  const answer = async (index: number, outcome: Outcome<unknown>): Promise<void> => {
    asked[index]?.answer(outcome as Outcome<never>);
    await Promise.resolve();
    await Promise.resolve();
  };
  return {
    session,
    asked,
    told,
    done,
    answer,
    report: (event: RoomEvent) => report(event),
    see: (seen: Seen) => see(seen),
    meet: (event: PeopleEvent) => meet(event),
    media
  };
}

/** What is told of who taps Join while the browser still asks for the camera. */
const ARRIVED = ['v1 opened', 'v1 camera_asked', 'v1 camera_granted'];

describe('session', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes from Join to the connection', async () => {
    const { session, asked, done, answer, report } = setUp();
    expect(asked).toEqual([]);
    session.send({ type: 'join_pressed' });
    await answer(0, visit('admitted'));
    await answer(1, { ok: true, value: ANSWER });
    report({ type: 'connected' });
    expect(asked.map(({ call }) => call)).toEqual(['redeem c0de', 'join v1']);
    expect(done).toEqual(['connect RM1']);
    expect(session.room.state().screen.name).toBe('call');
  });

  it('goes straight to the connection where no visits are kept, and tells nobody anything', async () => {
    const { session, asked, done, told, answer, report, see } = setUp();
    session.send({ type: 'join_pressed' });
    await answer(0, { ok: true, value: ANSWER });
    report({ type: 'connected' });
    see({ type: 'picture' });
    session.send({ type: 'leave_pressed' });
    session.rate({ kind: 'rated', value: 5 });
    session.send({ type: 'rejoin_pressed' });
    expect(asked.map(({ call }) => call)).toEqual(['redeem c0de', 'redeem c0de']);
    expect(done).toEqual(['connect RM1', 'disconnect']);
    expect(told).toEqual([]);
  });

  it('asks for no camera where a supervisor only watches', () => {
    const watching = setUp(undefined, { role: 'supervisor', session: 's1', state: 'open', watches: true });
    expect(watching.session.watches).toBe(true);
    expect(watching.media.store.state().devices.video.status).toBe('idle');
    const takingPart = setUp(undefined, { role: 'supervisor', session: 's1', state: 'open', watches: false });
    expect(takingPart.media.store.state().devices.video.status).toBe('asking');
    expect(takingPart.session.agent).toBeNull();
  });

  it('draws no supervisor who publishes nothing', () => {
    const { session, meet } = setUp();
    const seen: number[] = [];
    session.people.subscribe(people => seen.push(people.length));
    const person = (identity: string) => ({ sid: identity, identity, tracks: [], reconnecting: false });
    meet({ type: 'present', person: person('agent:WK1') });
    meet({ type: 'present', person: person('supervisor:WK5') });
    meet({ type: 'reconnecting', sid: 'supervisor:WK5', now: true });
    meet({ type: 'gone', sid: 'supervisor:WK5' });
    expect(seen).toEqual([1]);
    meet({ type: 'nobody' });
    expect(session.people.state()).toEqual([]);
  });

  it('waits at Join until the person has agreed, and tells to what and in which language', async () => {
    const { session, asked, told, answer } = setUp('2026-11-24');
    session.join();
    expect(asked).toEqual([]);
    expect(session.consent.state()).toEqual({ version: '2026-11-24', given: false, missed: true });
    session.consent.dispatch({ type: 'ticked', given: true });
    session.join();
    await answer(0, visit('waiting'));
    expect(told).toEqual(['v1 consented 2026-11-24 pt', ...ARRIVED]);
  });

  it('asks for no consent where nothing is recorded', () => {
    const { session, asked } = setUp();
    session.join();
    expect(session.consent.state()).toBeNull();
    expect(asked.map(({ call }) => call)).toEqual(['redeem c0de']);
  });

  it('tells of the page, the first picture and the leaving, once each', async () => {
    const { session, told, answer, report, see } = setUp();
    session.send({ type: 'join_pressed' });
    session.send({ type: 'join_pressed' });
    expect(told).toEqual([]);
    await answer(0, visit('admitted'));
    await answer(1, { ok: true, value: ANSWER });
    report({ type: 'connected' });
    vi.advanceTimersByTime(1_200);
    see({ type: 'picture' });
    see({ type: 'picture' });
    session.send({ type: 'leave_pressed' });
    session.send({ type: 'page_hidden' });
    expect(told).toEqual([...ARRIVED, 'v1 connected 1200', 'v1 left']);
  });

  it('tells of the network when it is judged, and when it is worse than before', async () => {
    const { session, told, answer, report } = setUp();
    session.send({ type: 'join_pressed' });
    await answer(0, visit('admitted'));
    await answer(1, { ok: true, value: ANSWER });
    report({ type: 'connected' });
    [4, 4, 4, 2, 2, 2, 2, 4].forEach((own, index) => {
      const levels = { own: own as Level, others: {} };
      session.quality.dispatch({ type: 'measured', levels, at: index * 2_000 });
    });
    expect(told).toEqual([...ARRIVED, 'v1 quality 4', 'v1 quality 2']);
  });

  it('tells how the call was, once there is a visit to tell it of', async () => {
    const { session, told, answer } = setUp();
    session.rate({ kind: 'rated', value: 5 });
    session.send({ type: 'join_pressed' });
    await answer(0, visit('admitted'));
    session.rate({ kind: 'rated', value: 4 });
    expect(told).toEqual([...ARRIVED, 'v1 rated 4']);
  });

  it('looks after a waiting visit until it is let in', async () => {
    const { session, asked, answer } = setUp();
    session.send({ type: 'join_pressed' });
    await answer(0, visit('waiting'));
    vi.advanceTimersByTime(1_000);
    await answer(1, visit('waiting'));
    vi.advanceTimersByTime(1_500);
    await answer(2, visit('admitted'));
    expect(asked.map(({ call }) => call)).toEqual(['redeem c0de', 'look v1', 'look v1', 'join v1']);
  });

  it('stops looking when the person has left', async () => {
    const { session, asked, answer } = setUp();
    session.send({ type: 'join_pressed' });
    await answer(0, visit('waiting'));
    session.send({ type: 'leave_pressed' });
    vi.advanceTimersByTime(60_000);
    expect(asked).toHaveLength(1);
  });

  it('drops an answer that was overtaken by leaving and coming back', async () => {
    const { session, asked, answer } = setUp();
    session.send({ type: 'join_pressed' });
    await answer(0, visit('waiting'));
    vi.advanceTimersByTime(1_000);
    session.send({ type: 'leave_pressed' });
    session.send({ type: 'rejoin_pressed' });
    await answer(1, visit('denied'));
    expect(session.room.state().screen.name).toBe('joining');
    await answer(2, visit('admitted'));
    expect(asked.map(({ call }) => call)).toEqual(['redeem c0de', 'look v1', 'redeem c0de', 'join v1']);
  });
});
