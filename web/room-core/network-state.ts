// What the call screen knows of everybody's network, and when to speak of one's own.

import type { Level } from './call-quality';
import { NOT_MEASURED, type Steady, steady } from './steady-level';
import type { Levels } from './media-counts';

/** The best level of which one is told. */
export const WEAK = 2;
/** A level holds already before it is shown; so long it must be shown. */
export const WEAK_FOR_MS = 4_000;
/** Who has put the notice away is left alone this long. */
export const QUIET_FOR_MS = 300_000;

export interface NetworkState {
  own: Steady;
  /** By the sid of the participant. */
  others: Readonly<Record<string, Steady>>;
  weakSince: number | null;
  quietUntil: number;
  /** Whether to tell the person that the own network is weak. */
  tellsWeak: boolean;
}

export type NetworkEvent =
  | { type: 'measured'; levels: Levels; at: number }
  | { type: 'dismissed'; at: number }
  /** The room is left; what comes is another connection. */
  | { type: 'left' };

export const NETWORK_UNKNOWN: NetworkState = {
  own: NOT_MEASURED,
  others: {},
  weakSince: null,
  quietUntil: 0,
  tellsWeak: false
};

export function reduceNetwork(state: NetworkState, event: NetworkEvent): NetworkState {
  switch (event.type) {
    case 'measured':
      return measured(state, event.levels, event.at);
    case 'dismissed':
      return { ...state, tellsWeak: false, quietUntil: event.at + QUIET_FOR_MS };
    case 'left':
      return { ...NETWORK_UNKNOWN, quietUntil: state.quietUntil };
  }
}

function measured(state: NetworkState, levels: Levels, at: number): NetworkState {
  const own = steady(state.own, levels.own, at);
  const others = Object.fromEntries(
    Object.entries(levels.others).map(([sid, level]) => [sid, steady(state.others[sid] ?? NOT_MEASURED, level, at)])
  );
  const weak = own.level !== null && own.level <= WEAK;
  const weakSince = weak ? (state.weakSince ?? at) : null;
  const tellsWeak = weakSince !== null && at - weakSince >= WEAK_FOR_MS && at >= state.quietUntil;
  return { ...state, own, others, weakSince, tellsWeak };
}

const WORDS = ['very_weak', 'very_weak', 'weak', 'fair', 'good', 'very_good'] as const;

/** The message that says it, beside a name. */
export function qualityKey(level: Level): `quality_${(typeof WORDS)[number]}` {
  return `quality_${WORDS[level]}`;
}
