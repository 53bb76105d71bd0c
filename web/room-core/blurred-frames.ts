// How large the pictures are whose background is blurred, and whether a device keeps up with them.

import type { Size } from './fit';

/** The longer side of what is blurred: the model was made for pictures of this size, and a phone keeps up with it. */
const LONGEST_SIDE = 640;

/** Never larger than the camera's, in its shape, and even, as video codecs want it. */
export function blurredSize({ width, height }: Size): Size {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1));
  const even = (side: number): number => Math.max(2, 2 * Math.round((side * scale) / 2));
  return { width: even(width), height: even(height) };
}

/** A picture that takes longer, on the average of as many, is no movement any more. */
export const SLOW_FRAME_MS = 250;
export const FRAMES_JUDGED = 30;

/** How long the latest pictures took. */
export type Pace = readonly number[];

export function keepPace(pace: Pace, tookMs: number): { pace: Pace; slow: boolean } {
  const latest = [...pace, tookMs].slice(-FRAMES_JUDGED);
  const average = latest.reduce((sum, each) => sum + each, 0) / latest.length;
  return { pace: latest, slow: latest.length === FRAMES_JUDGED && average > SLOW_FRAME_MS };
}
