// How loud it is, from samples to what a meter shows.

const QUIETEST_DB = -60;
const LOUDEST_DB = -12;
const FALL_PER_SECOND = 1.5;

/** The root mean square of samples between -1 and 1. */
export function loudness(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += (samples[i] ?? 0) ** 2;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

/** From 0 (a quiet room) to 1 (loud speech), in steps that the ear takes for equal. */
export function scaled(loudness: number): number {
  if (loudness <= 0) return 0;
  const db = 20 * Math.log10(loudness);
  return Math.min(Math.max((db - QUIETEST_DB) / (LOUDEST_DB - QUIETEST_DB), 0), 1);
}

/** Up at once, so that no word is missed, and down slowly, so that the meter does not flicker. */
export function smoothed(shown: number, level: number, elapsedMs: number): number {
  return Math.max(level, shown - (FALL_PER_SECOND * elapsedMs) / 1000, 0);
}
