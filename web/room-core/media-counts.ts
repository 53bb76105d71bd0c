// What the counters of WebRTC's statistics say of the time between two looks at them, for oneself and for each other person.

import { type Level, levelOf, type Measured } from './call-quality';

/** One stream of packets, counted since its beginning. */
export interface Counted {
  /** The same in both looks. */
  id: string;
  /** Which connection it takes: a room of ours has one to each other person, Twilio's cloud one for all. */
  connection: string;
  /** Whose it is; null for one's own. */
  owner: string | null;
  /** Sent, for one's own; else received. */
  packets: number;
  /** Of one's own, what the other end says has not arrived. */
  lost: number;
  bytes: number;
  roundTripMs: number | null;
  jitterMs: number | null;
  /** A picture that is on and that the network keeps from being sent as it could. */
  heldDown: boolean;
}

export interface Levels {
  /** Null while too little is known. */
  own: Level | null;
  others: Readonly<Record<string, Level | null>>;
}

/** With fewer packets in a look one lost would decide. */
const FEWEST_PACKETS = 20;
/** A picture that gets less, in bits a second, is a smear. */
const STARVED_BELOW = 100_000;

/**
 * A fault of one's own network is in all connections and in both directions, one of somebody else's in that person's alone: so the
 * best connection judges one's own, by its worse direction, and others are judged by what arrives of them.
 */
export function levelsBetween(before: readonly Counted[], now: readonly Counted[], elapsedMs: number): Levels {
  const known = new Map(before.map(each => [each.id, each]));
  const grown = now.flatMap(each => {
    const old = known.get(each.id);
    return old ? [growthOf(old, each)] : [];
  });
  const connections = [...new Set(grown.map(({ connection }) => connection))];
  const directions = (mine: boolean): (Level | null)[] =>
    connections.map(connection => {
      const inIt = grown.filter(each => each.connection === connection);
      return judged(
        inIt.filter(({ owner }) => (owner === null) === mine),
        inIt,
        elapsedMs
      );
    });
  const owners = [...new Set(now.map(({ owner }) => owner))].filter(owner => owner !== null);
  const others = owners.map(owner => {
    const theirs = grown.filter(each => each.owner === owner);
    const beside = grown.filter(({ connection }) => theirs.some(each => each.connection === connection));
    return [owner, judged(theirs, beside, elapsedMs)] as const;
  });
  return { own: worse(best(directions(true)), best(directions(false))), others: Object.fromEntries(others) };
}

function growthOf(before: Counted, now: Counted): Counted {
  return {
    ...now,
    packets: Math.max(0, now.packets - before.packets),
    // Lost packets that come late after all are taken back.
    lost: Math.max(0, now.lost - before.lost),
    bytes: Math.max(0, now.bytes - before.bytes)
  };
}

/** `beside` is all of the same connections: only what is sent measures the round trip. */
function judged(streams: readonly Counted[], beside: readonly Counted[], elapsedMs: number): Level | null {
  const sent = sum(streams, each => (each.owner === null ? each.packets : each.packets + each.lost));
  if (sent < FEWEST_PACKETS) return null;
  const measured: Measured = {
    lost: Math.min(1, sum(streams, ({ lost }) => lost) / sent),
    roundTripMs: highest(beside.map(({ roundTripMs }) => roundTripMs)),
    jitterMs: highest(streams.map(({ jitterMs }) => jitterMs)),
    starved: streams.some(({ heldDown, bytes }) => heldDown && (bytes * 8_000) / elapsedMs < STARVED_BELOW)
  };
  return levelOf(measured);
}

function sum(streams: readonly Counted[], count: (stream: Counted) => number): number {
  return streams.reduce((total, each) => total + count(each), 0);
}

function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter(each => each !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

function best(levels: readonly (Level | null)[]): Level | null {
  return levels.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}

function worse(a: Level | null, b: Level | null): Level | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
