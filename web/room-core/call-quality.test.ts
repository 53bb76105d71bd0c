import { describe, expect, it } from 'vitest';
import { type Level, levelFrom, levelOf, type Measured, rating } from './call-quality';

const PERFECT: Measured = { lost: 0, roundTripMs: 0, jitterMs: 0, starved: false };

describe('the level of a call', () => {
  it.each<[string, Partial<Measured>, Level]>([
    ['nothing lost and no delay', {}, 5],
    ['the delay of a continent', { roundTripMs: 120, jitterMs: 5 }, 5],
    ['nobody having measured the delay', { roundTripMs: null, jitterMs: null }, 5],
    ['one packet lost in a hundred', { lost: 0.01, roundTripMs: 60 }, 4],
    ['one lost in twenty', { lost: 0.05, roundTripMs: 60 }, 3],
    ['one lost in ten', { lost: 0.1, roundTripMs: 60 }, 2],
    ['one lost in five', { lost: 0.2, roundTripMs: 60 }, 1],
    ['all lost', { lost: 1 }, 1],
    ['half a second to and fro', { roundTripMs: 500 }, 3],
    ['a queue of a second', { roundTripMs: 1000 }, 1],
    ['a restless network', { roundTripMs: 100, jitterMs: 120 }, 3],
    ['a picture held down', { starved: true }, 2],
    ['a picture held down, and loss', { starved: true, lost: 0.2 }, 1]
  ])('with %s', (_, change, expected) => {
    expect(levelOf({ ...PERFECT, ...change })).toBe(expected);
  });

  it('falls with every loss and delay, and never below nothing', () => {
    const ratings = [0, 0.01, 0.05, 0.2, 0.6, 1].map(lost => rating({ lost, roundTripMs: 900, jitterMs: 50 }));
    expect(ratings).toEqual([...ratings].sort((a, b) => b - a));
    expect(Math.min(...ratings)).toBe(0);
    expect(rating({ lost: 0, roundTripMs: 0, jitterMs: 0 })).toBeLessThanOrEqual(93.2);
  });

  it('is the cloud’s where it gives one', () => {
    expect([levelFrom(3, 5), levelFrom(0, 5), levelFrom(null, 5), levelFrom(7, 4), levelFrom(null, null)]).toEqual([
      3,
      0,
      5,
      4,
      null
    ]);
  });
});
