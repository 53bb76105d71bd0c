import { describe, expect, it } from 'vitest';
import { moved, told, tourSteps } from './tour-steps';

const last = tourSteps.length - 1;

it('is short', () => {
  expect(tourSteps.length).toBeGreaterThanOrEqual(5);
  expect(tourSteps.length).toBeLessThanOrEqual(8);
});

describe('moved', () => {
  it.each([
    [0, 1, 1],
    [0, -1, 0],
    [last, 1, undefined],
    [last, -1, last - 1],
    [undefined, 1, undefined]
  ] as const)('%s by %i → %s', (place, by, expected) => {
    expect(moved(place, by)).toBe(expected);
  });
});

describe('told', () => {
  it.each([
    [2, 'invited', 3],
    [3, 'call-opened', 4],
    [3, 'invited', 3],
    [0, 'invited', 0],
    [undefined, 'invited', undefined]
  ] as const)('%s, %s → %s', (place, news, expected) => {
    expect(told(place, news)).toBe(expected);
  });
});
