import { describe, expect, it } from 'vitest';
import type { Ending } from './closing';
import { asksRating, LONGEST_COMMENT, ratingOf } from './rating';
import type { Role } from './wire';

describe('a rating', () => {
  it.each<[number | null, string, object | null]>([
    [4, '', { kind: 'rated', value: 4 }],
    [1, '  too slow ', { kind: 'rated', value: 1, comment: 'too slow' }],
    [5, ' \n ', { kind: 'rated', value: 5 }],
    [null, 'well', null],
    [0, '', null],
    [6, '', null],
    [2.5, '', null]
  ])('of %s with “%s” is %j', (value, comment, expected) => {
    expect(ratingOf(value, comment)).toEqual(expected);
  });

  it('has a comment of limited length', () => {
    expect(ratingOf(3, 'x'.repeat(LONGEST_COMMENT + 1))?.comment).toHaveLength(LONGEST_COMMENT);
  });

  it.each<[Role, Ending, string | null, number | null, boolean]>([
    ['customer', 'over', 'v1', 60, true],
    ['relative', 'left', 'v1', 60, true],
    ['customer', 'over', 'v1', null, false],
    ['customer', 'over', null, 60, false],
    ['customer', 'lost', 'v1', 60, false],
    ['agent', 'over', null, 60, false]
  ])('is asked of a %s after %s (visit %s, %s ms): %s', (role, ending, visit, lasted, expected) => {
    expect(asksRating(role, ending, visit, lasted)).toBe(expected);
  });
});
