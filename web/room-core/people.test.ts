import { describe, expect, it } from 'vitest';
import {
  type People,
  type PeopleEvent,
  type Person,
  type PublishedTrack,
  reducePeople,
  namingOf,
  screensOf,
  tilesOf,
  visiblePeople
} from './people';

const track = (sid: string, kind: 'audio' | 'video', change: Partial<PublishedTrack> = {}): PublishedTrack => ({
  sid,
  kind,
  enabled: true,
  screen: false,
  subscribed: true,
  withheld: false,
  ...change
});
const person = (sid: string, identity: string, tracks: PublishedTrack[] = []): Person => ({
  sid,
  identity,
  tracks,
  reconnecting: false
});
const after = (...events: PeopleEvent[]): People => events.reduce<People>(reducePeople, []);
const AS_CUSTOMER = { ownRole: 'customer', peerName: 'Ada Agent' } as const;
const ada = person('PA1', 'agent:WK1', [track('MT1', 'audio'), track('MT2', 'video')]);

describe('a supervisor', () => {
  const sue = person('PA5', 'supervisor:WK5');
  const cus = person('PA6', 'customer:v6');

  it('is not seen before something of them is', () => {
    expect(visiblePeople([ada, sue, cus])).toEqual([ada, cus]);
    const takingPart = { ...sue, tracks: [track('MT5', 'audio')] };
    expect(visiblePeople([ada, takingPart])).toEqual([ada, takingPart]);
    const people: People = [ada, cus];
    expect(visiblePeople(people)).toBe(people);
  });

  it('knows the names of both sides, the customer first', () => {
    const naming = namingOf({ role: 'supervisor', peerName: 'Cus Tomer', agentName: 'Ada Agent' });
    expect(tilesOf([ada, cus], naming).map(({ name }) => name)).toEqual(['Cus Tomer', 'Ada Agent']);
    const guest = person('PA7', 'interpreter:v7');
    expect(tilesOf([guest, ada], naming).map(({ name }) => name)).toEqual([null, 'Ada Agent']);
  });
});

describe('people', () => {
  it('holds those who were there before and those who come later, in order', () => {
    const people = after({ type: 'present', person: ada }, { type: 'present', person: person('PA2', 'customer:v2') });
    expect(people.map(({ sid }) => sid)).toEqual(['PA1', 'PA2']);
  });

  it('holds nobody twice', () => {
    expect(after({ type: 'present', person: ada }, { type: 'present', person: ada })).toEqual([ada]);
  });

  it('replaces who comes back under a new sid before the old one was gone', () => {
    const back = person('PA9', 'agent:WK1');
    const people = after(
      { type: 'present', person: ada },
      { type: 'present', person: person('PA2', 'customer:v2') },
      { type: 'present', person: back },
      { type: 'gone', sid: 'PA1' }
    );
    expect(people.map(({ sid }) => sid)).toEqual(['PA9', 'PA2']);
  });

  it.each<PeopleEvent>([
    { type: 'gone', sid: 'PA7' },
    { type: 'reconnecting', sid: 'PA7', now: true },
    { type: 'published', sid: 'PA7', track: track('MT7', 'audio') },
    { type: 'unpublished', sid: 'PA7', track: 'MT7' },
    { type: 'changed', sid: 'PA7', track: 'MT7', change: { enabled: false } }
  ])('does not change for a stranger: $type', event => {
    const people = after({ type: 'present', person: ada });
    expect(reducePeople(people, event)).toBe(people);
  });

  it('keeps a subscription that was reported before the publication', () => {
    const people = after(
      { type: 'present', person: person('PA1', 'agent:WK1', [track('MT1', 'audio')]) },
      { type: 'published', sid: 'PA1', track: track('MT1', 'audio', { subscribed: false }) }
    );
    expect(people[0]?.tracks).toEqual([track('MT1', 'audio')]);
  });

  it('is empty after leaving', () => {
    expect(after({ type: 'present', person: ada }, { type: 'nobody' })).toEqual([]);
  });
});

describe('tiles', () => {
  const tile = (...events: PeopleEvent[]) =>
    tilesOf(after({ type: 'present', person: ada }, ...events), AS_CUSTOMER)[0];
  const changed = (sid: string, change: Partial<PublishedTrack>): PeopleEvent => ({
    type: 'changed',
    sid: 'PA1',
    track: sid,
    change
  });

  it('shows the audio and video of a person', () => {
    expect(tile()).toEqual({
      sid: 'PA1',
      identity: 'agent:WK1',
      name: 'Ada Agent',
      audio: true,
      video: true,
      reconnecting: false,
      has: { audio: 'on', video: 'on' },
      audioTrack: 'MT1',
      videoTrack: 'MT2'
    });
  });

  it.each<[string, PeopleEvent, object]>([
    ['a muted microphone stays attached', changed('MT1', { enabled: false }), { audio: false, audioTrack: 'MT1' }],
    ['a camera that is off stays attached', changed('MT2', { enabled: false }), { video: false, videoTrack: 'MT2' }],
    ['withheld video is off', changed('MT2', { withheld: true }), { video: false, videoTrack: 'MT2' }],
    ['an unsubscribed track is detached', changed('MT2', { subscribed: false }), { video: false, videoTrack: null }],
    [
      'an unpublished track is gone',
      { type: 'unpublished', sid: 'PA1', track: 'MT1' },
      { audio: false, audioTrack: null }
    ],
    ['an interrupted person is marked', { type: 'reconnecting', sid: 'PA1', now: true }, { reconnecting: true }]
  ])('%s', (_, event, expected) => {
    expect(tile(event)).toMatchObject(expected);
  });

  it.each<[string, PeopleEvent, object]>([
    ['a muted microphone', changed('MT1', { enabled: false }), { audio: 'off', video: 'on' }],
    ['withheld video', changed('MT2', { withheld: true }), { audio: 'on', video: 'off' }],
    ['media that is to come back', changed('MT2', { subscribed: false }), { audio: 'on', video: 'on' }],
    ['no microphone any more', { type: 'unpublished', sid: 'PA1', track: 'MT1' }, { audio: 'none', video: 'on' }]
  ])('says that the person has %s', (_, event, expected) => {
    expect(tile(event)?.has).toEqual(expected);
  });

  it('prefers a newer camera to the old one', () => {
    expect(tile({ type: 'published', sid: 'PA1', track: track('MT3', 'video') })).toMatchObject({ videoTrack: 'MT3' });
  });

  it('prefers a camera that is on to a newer one that is off', () => {
    const off = track('MT3', 'video', { enabled: false });
    expect(tile({ type: 'published', sid: 'PA1', track: off })).toMatchObject({ video: true, videoTrack: 'MT2' });
  });

  it('says that somebody without tracks is silent and unseen', () => {
    const [only] = tilesOf([person('PA3', 'customer:v3')], AS_CUSTOMER);
    expect(only).toMatchObject({ audio: false, video: false, audioTrack: null, videoTrack: null });
    expect(only?.has).toEqual({ audio: 'none', video: 'none' });
  });

  it('names the first of the other side, puts that one first, and leaves the rest without a name', () => {
    const people = [person('PA2', 'customer:v2'), ada, person('PA4', 'agent:WK2')];
    expect(tilesOf(people, AS_CUSTOMER).map(({ sid, name }) => [sid, name])).toEqual([
      ['PA1', 'Ada Agent'],
      ['PA2', null],
      ['PA4', null]
    ]);
  });

  it('names the customer for the agent', () => {
    const tiles = tilesOf([person('PA2', 'customer:v2')], { ownRole: 'agent', peerName: 'Cus Tomer' });
    expect(tiles[0]?.name).toBe('Cus Tomer');
  });
});

describe('shared screens', () => {
  const shows = (change: Partial<PublishedTrack> = {}): PublishedTrack =>
    track('MT9', 'video', { screen: true, ...change });

  it('are beside the picture of the person, never in its place', () => {
    const people = [{ ...ada, tracks: [...ada.tracks, shows()] }];
    expect(screensOf(people, AS_CUSTOMER)).toEqual([{ sid: 'MT9', identity: 'agent:WK1', name: 'Ada Agent' }]);
    expect(tilesOf(people, AS_CUSTOMER)[0]?.videoTrack).toBe('MT2');
  });

  it.each([{ subscribed: false }, { enabled: false }])('are none while %o', change => {
    expect(screensOf([{ ...ada, tracks: [shows(change)] }], AS_CUSTOMER)).toEqual([]);
  });
});
