import { describe, expect, it } from 'vitest';
import { blurredSize, FRAMES_JUDGED, keepPace } from './blurred-frames';

describe('the size of a blurred picture', () => {
  it.each([
    [1280, 720, 640, 360],
    [720, 1280, 360, 640],
    [640, 480, 640, 480],
    [320, 240, 320, 240],
    [1919, 1079, 640, 360],
    [0, 0, 2, 2]
  ])('of %i x %i is %i x %i', (width, height, ...expected) => {
    expect(Object.values(blurredSize({ width, height }))).toEqual(expected);
  });
});

describe('the pace', () => {
  const after = (...took: number[]): boolean =>
    took.reduce((each, ms) => keepPace(each.pace, ms), { pace: [] as readonly number[], slow: false }).slow;
  const all = (ms: number, count = FRAMES_JUDGED): number[] => Array.from({ length: count }, () => ms);

  it.each<[string, number[], boolean]>([
    ['fast pictures', all(30), false],
    ['slow ones', all(400), true],
    ['too few slow ones', all(400, FRAMES_JUDGED - 1), false],
    ['a slow start', [...all(900, 5), ...all(30, FRAMES_JUDGED)], false],
    ['a device that gets hot', [...all(30), ...all(400)], true]
  ])('of %s', (_, took, expected) => {
    expect(after(...took)).toBe(expected);
  });
});
