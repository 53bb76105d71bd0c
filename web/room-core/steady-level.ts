// A level that does not flicker: it changes once what is measured has stayed on one side of it for a while.

import type { Level } from './call-quality';

/** How long it must be worse, so that one burst is not yet a bad network. Also before the first judgement. */
export const FALLS_AFTER_MS = 4_000;
/** Longer: who was told of a weak network wants to be sure that it is over. */
export const RISES_AFTER_MS = 8_000;

export interface Steady {
  level: Level | null;
  /** Since when all that was measured is on one side of the level, and of it what is nearest to the level. */
  away: { since: number; nearest: Level; up: boolean } | null;
}

export const NOT_MEASURED: Steady = { level: null, away: null };

/** `at` is milliseconds of a clock that never goes back. A look that could not judge changes nothing. */
export function steady(before: Steady, measured: Level | null, at: number): Steady {
  if (measured === null) return before;
  if (measured === before.level) return { level: before.level, away: null };
  const up = before.level !== null && measured > before.level;
  const goesOn = before.away !== null && before.away.up === up;
  const since = goesOn && before.away ? before.away.since : at;
  const nearest = goesOn && before.away ? nearer(before.away.nearest, measured, up) : measured;
  const due = at - since >= (up ? RISES_AFTER_MS : FALLS_AFTER_MS);
  return due ? { level: nearest, away: null } : { level: before.level, away: { since, nearest, up } };
}

/** The first level of all is as good as the best that was measured. */
function nearer(a: Level, b: Level, up: boolean): Level {
  return up === a < b ? a : b;
}
