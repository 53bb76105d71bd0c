import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials';

describe('initials', () => {
  it.each([
    ['Ada Agent', 'AA'],
    ['Cus Tomer (You)', 'CT'],
    ['maria del carmen ruiz', 'MR'],
    ['Ada', 'A'],
    ['  émile   zola ', 'ÉZ'],
    ['𝒜da 42', '𝒜4'],
    ['', '·'],
    ['???', '·']
  ])('of "%s" are %s', (name, expected) => {
    expect(initialsOf(name)).toBe(expected);
  });
});
