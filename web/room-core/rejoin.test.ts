import { describe, expect, it } from 'vitest';
import { REJOIN_AFTER_MS, rejoinAfter } from './rejoin';

describe('coming back', () => {
  it('waits longer each time, and ends within two minutes', () => {
    const waits = REJOIN_AFTER_MS;
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(waits.reduce((sum, each) => sum + each, 0)).toBeLessThan(120_000);
    expect(rejoinAfter(0)).toBe(0);
    expect(rejoinAfter(waits.length - 1)).toBe(waits.at(-1));
    expect(rejoinAfter(waits.length)).toBe(null);
  });
});
