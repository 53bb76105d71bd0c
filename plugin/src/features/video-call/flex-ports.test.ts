import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { within } from './flex-ports';

describe('within', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('gives the value and leaves no timer', async () => {
    expect(await within(1_000, Promise.resolve(7))).toBe(7);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('passes a rejection on', async () => {
    await expect(within(1_000, Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });

  it('rejects what never settles, at the deadline', async () => {
    const settled = vi.fn();
    within(1_000, new Promise(() => {})).catch(settled);
    await vi.advanceTimersByTimeAsync(999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(settled).toHaveBeenCalledWith(expect.objectContaining({ message: 'no answer in time' }));
  });
});
