import { describe, expect, it } from 'vitest';
import type { Level } from './call-quality';
import { NOT_MEASURED, steady } from './steady-level';

/** What is shown when this is measured, every two seconds. */
function shown(...measured: (Level | null)[]): (Level | null)[] {
  let state = NOT_MEASURED;
  return measured.map((level, index) => {
    state = steady(state, level, 10_000 + index * 2_000);
    return state.level;
  });
}

describe('a steady level', () => {
  it.each<[string, (Level | null)[], (Level | null)[]]>([
    ['waits for its first judgement', [5, 5, 5], [null, null, 5]],
    ['begins with the best of the first looks', [1, 4, 3], [null, null, 4]],
    ['does not count looks that could not judge', [null, 5, null, 5], [null, null, null, 5]],
    ['stays over one bad look', [5, 5, 5, 1, 5], [null, null, 5, 5, 5]],
    ['stays over two that are not beside each other', [5, 5, 5, 1, 5, 1, 5], [null, null, 5, 5, 5, 5, 5]],
    ['falls to the least bad', [5, 5, 5, 1, 3, 2], [null, null, 5, 5, 5, 3]],
    ['and from there on', [5, 5, 5, 1, 3, 2, 2, 2], [null, null, 5, 5, 5, 3, 3, 3]],
    ['rises later than it falls', [2, 2, 2, 5, 5, 5, 5, 5], [null, null, 2, 2, 2, 2, 2, 5]],
    ['rises to the least good', [2, 2, 2, 5, 3, 5, 5, 5], [null, null, 2, 2, 2, 2, 2, 3]],
    ['turns round', [3, 3, 3, 5, 1, 1, 1], [null, null, 3, 3, 3, 3, 1]]
  ])('%s', (_, measured, expected) => {
    expect(shown(...measured)).toEqual(expected);
  });
});
