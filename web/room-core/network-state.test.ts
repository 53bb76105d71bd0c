import { describe, expect, it } from 'vitest';
import type { Level } from './call-quality';
import { NETWORK_UNKNOWN, type NetworkState, qualityKey, QUIET_FOR_MS, reduceNetwork } from './network-state';

const EVERY_MS = 2_000;

/** One look after the other, the last of them at `until`. */
function after(state: NetworkState, own: Level, looks: number, from = 0): NetworkState {
  return Array.from({ length: looks }).reduce<NetworkState>(
    (each, _, index) =>
      reduceNetwork(each, { type: 'measured', levels: { own, others: { ada: 5 } }, at: from + index * EVERY_MS }),
    state
  );
}

describe('a weak network', () => {
  it.each<[string, Level, number, boolean]>([
    ['is told of once it has been shown for a while', 2, 5, true],
    ['is not told of before', 2, 4, false],
    ['is told of when it is very weak', 1, 5, true],
    ['is not one that is fair', 3, 20, false]
  ])('%s', (_, level, looks, told) => {
    expect(after(NETWORK_UNKNOWN, level, looks).tellsWeak).toBe(told);
  });

  it('is no longer told of when it is better', () => {
    const weak = after(NETWORK_UNKNOWN, 1, 6);
    expect([weak.tellsWeak, after(weak, 4, 3, 12_000).tellsWeak]).toEqual([true, true]);
    expect(after(weak, 4, 5, 12_000)).toMatchObject({ tellsWeak: false, own: { level: 4 } });
  });

  it('is left alone for a while after it was put away', () => {
    const away = reduceNetwork(after(NETWORK_UNKNOWN, 1, 6), { type: 'dismissed', at: 12_000 });
    expect(away.tellsWeak).toBe(false);
    expect(after(away, 1, 1, 12_000 + QUIET_FOR_MS - 1).tellsWeak).toBe(false);
    expect(after(away, 1, 1, 12_000 + QUIET_FOR_MS).tellsWeak).toBe(true);
    expect(after(reduceNetwork(away, { type: 'left' }), 1, 6, 14_000).tellsWeak).toBe(false);
  });

  it('is forgotten with the room, and so is who has left', () => {
    const weak = after(NETWORK_UNKNOWN, 1, 6);
    expect(weak.others['ada']?.level).toBe(5);
    expect(reduceNetwork(weak, { type: 'measured', levels: { own: 1, others: {} }, at: 12_000 }).others).toEqual({});
    expect(reduceNetwork(weak, { type: 'left' })).toEqual(NETWORK_UNKNOWN);
  });
});

describe('a level in words', () => {
  it.each([
    [0, 'quality_very_weak'],
    [1, 'quality_very_weak'],
    [3, 'quality_fair'],
    [5, 'quality_very_good']
  ] as const)('%i is %s', (level, key) => expect(qualityKey(level)).toBe(key));
});
