import { describe, expect, it } from 'vitest';
import { loudness, scaled, smoothed } from './sound-level';

describe('sound level', () => {
  it.each([
    [[], 0],
    [[0, 0, 0], 0],
    [[1, -1, 1, -1], 1],
    [[0.5, -0.5], 0.5],
    [[0.3, -0.3, 0.3], 0.3]
  ])('of %j is %d', (samples, level) => expect(loudness(samples)).toBeCloseTo(level));

  it.each([
    [0, 0],
    [0.0001, 0],
    [0.001, 0],
    [0.016, 0.5],
    [0.25, 1],
    [1, 1]
  ])('loudness %d shows as %d', (loud, shown) => expect(scaled(loud)).toBeCloseTo(shown, 1));

  it('rises at once and falls slowly', () => {
    expect(smoothed(0.2, 0.9, 50)).toBe(0.9);
    expect(smoothed(0.9, 0, 100)).toBeCloseTo(0.75);
    expect(smoothed(0.05, 0, 1_000)).toBe(0);
  });
});
