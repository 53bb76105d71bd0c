import { describe, expect, it } from 'vitest';
import type { Call } from './calls-state';
import { keepCallsIn } from './kept-calls';

type Methods = Pick<Storage, 'getItem' | 'setItem'>;

function memory(): Methods {
  const items = new Map<string, string>();
  return {
    getItem: key => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value)
  };
}

const calls = new Map<string, Call>([['WT1', { phase: 'open', session: 's1', place: 'flex' }]]);

describe('keepCallsIn', () => {
  it('gives back what was written', () => {
    const storage = memory();
    keepCallsIn(() => storage).write(calls);
    expect(keepCallsIn(() => storage).read()).toEqual(calls);
  });

  it('reads nothing from an empty storage', () => {
    expect(keepCallsIn(memory).read().size).toBe(0);
  });

  it('does without a storage that the browser forbids', () => {
    const forbidden = keepCallsIn(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(() => forbidden.write(calls)).not.toThrow();
    expect(forbidden.read().size).toBe(0);
  });

  it('does without a full storage', () => {
    const full: Methods = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      }
    };
    expect(() => keepCallsIn(() => full).write(calls)).not.toThrow();
  });
});
