import { describe, expect, it } from 'vitest';
import { hear, NOBODY_SPEAKS, type Speaking } from './speaking';

const STEP_MS = 100;
const LOUD = 0.1;
const LOUDER = 0.3;
const SOFT = 0.012;
const SILENT = 0.001;

/** One level a step for each; the state after every step. */
function course(levels: Readonly<Record<string, readonly number[]>>): Speaking[] {
  const steps = Math.max(...Object.values(levels).map(({ length }) => length));
  const states: Speaking[] = [];
  for (let index = 0; index < steps; index += 1) {
    const now = Object.entries(levels).flatMap(([id, each]) => {
      const level = each[index];
      return level === undefined ? [] : [{ id, level }];
    });
    states.push(hear(states.at(-1) ?? NOBODY_SPEAKS, now, index * STEP_MS));
  }
  return states;
}
const times = (count: number, level: number): number[] => Array.from({ length: count }, () => level);
const spoken = (states: readonly Speaking[], id: string): string =>
  states.map(({ now }) => (now.includes(id) ? 'x' : '.')).join('');

describe('who is speaking', () => {
  it.each<[string, number[], string]>([
    ['a voice, after a moment', times(4, LOUD), '..xx'],
    ['no noise that is over at once', [LOUD, LOUD, SILENT, SILENT], '....'],
    ['no voice that is too soft to begin', times(6, SOFT), '......'],
    ['a voice that becomes softer', [...times(3, LOUD), ...times(15, SOFT)], '..' + 'x'.repeat(16)],
    ['a pause between words', [...times(3, LOUD), ...times(11, SILENT), LOUD], '..' + 'x'.repeat(13)],
    ['an end', [...times(3, LOUD), ...times(13, SILENT)], '..' + 'x'.repeat(12) + '..']
  ])('is %s', (_, levels, expected) => {
    expect(spoken(course({ a: levels }), 'a')).toBe(expected);
  });

  it('are several who speak at once', () => {
    expect(course({ a: times(3, LOUD), b: times(3, LOUD) }).at(-1)?.now).toEqual(['a', 'b']);
  });

  it('stays the same list while nothing changes, so that nothing is drawn again', () => {
    const states = course({ a: times(6, LOUD) });
    expect(states[5]?.now).toBe(states[3]?.now);
  });
});

describe('whose turn it is', () => {
  const turns = (levels: Readonly<Record<string, readonly number[]>>): (string | null)[] =>
    course(levels).map(({ turn }) => turn);

  it('is nobody’s before the first word, and stays in silence', () => {
    const seen = turns({ a: [SILENT, ...times(3, LOUD), ...times(30, SILENT)], b: times(34, SILENT) });
    expect(seen[0]).toBe(null);
    expect(seen.at(-1)).toBe('a');
  });

  it('passes to who speaks when the other has ended', () => {
    const seen = turns({ a: [...times(4, LOUD), ...times(20, SILENT)], b: [...times(6, SILENT), ...times(18, LOUD)] });
    expect(seen[5]).toBe('a');
    expect(seen.at(-1)).toBe('b');
  });

  it('passes to who is louder only after a while', () => {
    const seen = turns({ a: times(40, LOUD), b: [...times(5, SILENT), ...times(35, LOUDER)] });
    expect(seen[12]).toBe('a');
    expect(seen.at(-1)).toBe('b');
  });

  it('is not taken by a cough', () => {
    const seen = turns({ a: times(40, LOUD), b: [...times(5, SILENT), ...times(5, LOUDER), ...times(30, SILENT)] });
    expect(new Set(seen.slice(3))).toEqual(new Set(['a']));
  });

  it('ends when its owner leaves', () => {
    expect(turns({ a: times(5, LOUD), b: times(8, SILENT) }).at(-1)).toBe(null);
  });
});
