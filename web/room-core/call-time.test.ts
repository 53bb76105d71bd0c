import { describe, expect, it } from 'vitest';
import { clockText, NO_CALL, noteScreen } from './call-time';
import type { Screen } from './screen';

describe('the clock', () => {
  it.each([
    [-5, '00:00'],
    [0, '00:00'],
    [999, '00:00'],
    [61_000, '01:01'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [36_061_000, '10:01:01']
  ])('of %i ms reads %s', (ms, expected) => {
    expect(clockText(ms)).toBe(expected);
  });
});

describe('the time of a call', () => {
  const call: Screen = { name: 'call', line: 'up', ending: false, notice: null };
  const after = (...screens: [Screen, number][]) =>
    screens.reduce((time, [screen, at]) => noteScreen(time, screen, at), NO_CALL);

  it('begins with the call and goes on over a lost line', () => {
    expect(after([{ name: 'joining', again: false, failed: 0 }, 5], [call, 10]).since).toBe(10);
    expect(after([call, 10], [{ name: 'joining', again: true, failed: 0 }, 20], [call, 30]).since).toBe(10);
  });

  it('is known after the end', () => {
    expect(after([call, 10], [{ name: 'over' }, 70])).toEqual({ since: null, lasted: 60 });
    expect(after([call, 10], [{ name: 'left' }, 70], [{ name: 'over' }, 90]).lasted).toBe(60);
  });

  it('is forgotten on the way into another', () => {
    expect(after([call, 10], [{ name: 'left' }, 70], [{ name: 'joining', again: false, failed: 0 }, 80])).toEqual(
      NO_CALL
    );
  });

  it('is none where there was no call', () => {
    expect(after([{ name: 'expired' }, 1])).toEqual(NO_CALL);
  });
});
