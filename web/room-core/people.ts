// Everybody else in the room, as values: what the SDK reports goes in as events, what the page draws comes out as tiles.

import type { Kind } from './media-plan';
import type { RoomState } from './screen';
import type { PageRole } from './wire';

export interface PublishedTrack {
  sid: string;
  kind: Kind;
  /** True for what a person shows, beside the picture of the person. */
  screen: boolean;
  /** False while its owner has switched it off. */
  enabled: boolean;
  /** True once its media arrives here. */
  subscribed: boolean;
  /** True while the server withholds it to save bandwidth. */
  withheld: boolean;
}

export interface Person {
  sid: string;
  identity: string;
  tracks: readonly PublishedTrack[];
  /** True while the person's own connection is interrupted. */
  reconnecting: boolean;
}

/** In order of arrival. */
export type People = readonly Person[];

export type PeopleEvent =
  | { type: 'present'; person: Person }
  | { type: 'gone'; sid: string }
  | { type: 'reconnecting'; sid: string; now: boolean }
  | { type: 'published'; sid: string; track: PublishedTrack }
  | { type: 'unpublished'; sid: string; track: string }
  | { type: 'changed'; sid: string; track: string; change: Partial<Omit<PublishedTrack, 'sid' | 'kind' | 'screen'>> }
  | { type: 'nobody' };

/** Events about people or tracks that are not there change nothing. */
export function reducePeople(people: People, event: PeopleEvent): People {
  switch (event.type) {
    case 'present':
      return withPerson(people, event.person);
    case 'gone':
      return people.some(({ sid }) => sid === event.sid) ? people.filter(({ sid }) => sid !== event.sid) : people;
    case 'reconnecting':
      return withChange(people, event.sid, person => ({ ...person, reconnecting: event.now }));
    case 'published':
      return withChange(people, event.sid, person => withTrack(person, event.track));
    case 'unpublished':
      return withChange(people, event.sid, person => ({
        ...person,
        tracks: person.tracks.filter(({ sid }) => sid !== event.track)
      }));
    case 'changed':
      return withChange(people, event.sid, person => ({
        ...person,
        tracks: person.tracks.map(each => (each.sid === event.track ? { ...each, ...event.change } : each))
      }));
    case 'nobody':
      return people.length === 0 ? people : [];
  }
}

/** Who comes back after a lost line has a new sid and the old identity: the newer one replaces the older in its place. */
function withPerson(people: People, person: Person): People {
  const place = people.findIndex(({ sid, identity }) => sid === person.sid || identity === person.identity);
  return place < 0 ? [...people, person] : people.map((each, index) => (index === place ? person : each));
}

function withTrack(person: Person, track: PublishedTrack): Person {
  const known = person.tracks.find(({ sid }) => sid === track.sid);
  if (!known) return { ...person, tracks: [...person.tracks, track] };
  const merged = { ...track, subscribed: known.subscribed || track.subscribed };
  return { ...person, tracks: person.tracks.map(each => (each === known ? merged : each)) };
}

function withChange(people: People, sid: string, change: (person: Person) => Person): People {
  return people.some(each => each.sid === sid) ? people.map(each => (each.sid === sid ? change(each) : each)) : people;
}

export interface Tile {
  sid: string;
  identity: string;
  name: string | null;
  audio: boolean;
  video: boolean;
  reconnecting: boolean;
  /** What the person has of each kind, also while its media is still to come, or to come back on a new connection. */
  has: Readonly<Record<Kind, 'on' | 'off' | 'none'>>;
  /** Sids of the tracks to attach; a muted track stays attached, so that unmuting is heard at once. */
  audioTrack: string | null;
  videoTrack: string | null;
}

export interface Naming {
  ownRole: PageRole;
  peerName: string | null;
  /** For a supervisor, who meets both sides. */
  agentName?: string | undefined;
}

/** How a state of the page names the others. */
export function namingOf({ role, peerName, agentName }: Pick<RoomState, 'role' | 'peerName' | 'agentName'>): Naming {
  return { ownRole: role, peerName, agentName };
}

/**
 * Those who are to be seen: of a supervisor nothing is, as long as they publish nothing. Whether the agent is told of one who only
 * watches is for the server to say.
 */
export function visiblePeople(people: People): People {
  const visible = people.filter(({ identity, tracks }) => !identity.startsWith('supervisor:') || tracks.length > 0);
  return visible.length === people.length ? people : visible;
}

/** One tile per person, the one we know by name first. A name is null where the server has told none. */
export function tilesOf(people: People, naming: Naming): Tile[] {
  const peer = peerAmong(people, naming.ownRole);
  const nameOf = namesIn(people, naming);
  const ordered = peer ? [peer, ...people.filter(person => person !== peer)] : people;
  return ordered.map(person => {
    const audio = heard(person, 'audio');
    const video = heard(person, 'video');
    return {
      sid: person.sid,
      identity: person.identity,
      name: nameOf(person),
      audio: audio?.enabled ?? false,
      video: (video?.enabled ?? false) && !video?.withheld,
      reconnecting: person.reconnecting,
      has: { audio: had(person, 'audio'), video: had(person, 'video') },
      audioTrack: audio?.sid ?? null,
      videoTrack: video?.sid ?? null
    };
  });
}

export interface SharedScreen {
  /** The track's. */
  sid: string;
  identity: string;
  name: string | null;
}

/** Everybody's shared screens that are on and here, in the order of the people. */
export function screensOf(people: People, naming: Naming): SharedScreen[] {
  const nameOf = namesIn(people, naming);
  return people.flatMap(person =>
    person.tracks
      .filter(({ screen, subscribed, enabled }) => screen && subscribed && enabled)
      .map(({ sid }) => ({ sid, identity: person.identity, name: nameOf(person) }))
  );
}

/** The newest track of the kind whose media is here, preferring one that is on. */
function heard(person: Person, kind: Kind): PublishedTrack | undefined {
  const here = person.tracks.filter(track => track.kind === kind && !track.screen && track.subscribed);
  return here.findLast(track => track.enabled) ?? here.at(-1);
}

function had(person: Person, kind: Kind): 'on' | 'off' | 'none' {
  const all = person.tracks.filter(track => track.kind === kind && !track.screen);
  if (all.length === 0) return 'none';
  return all.some(track => track.enabled && !track.withheld) ? 'on' : 'off';
}

function namesIn(people: People, { ownRole, peerName, agentName }: Naming): (person: Person) => string | null {
  const peer = peerAmong(people, ownRole);
  return person => {
    if (person === peer) return peerName;
    return agentName !== undefined && person.identity.startsWith('agent:') ? agentName : null;
  };
}

/** The server tells the name of the other side: it belongs to the first person whose identity has the other side's role. */
function peerAmong(people: People, ownRole: PageRole): Person | undefined {
  const prefix = ownRole === 'agent' || ownRole === 'supervisor' ? 'customer:' : 'agent:';
  return people.find(({ identity }) => identity.startsWith(prefix));
}
