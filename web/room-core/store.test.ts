import { describe, expect, it } from 'vitest';
import { createStore } from './store';

describe('store', () => {
  const counter = () => createStore(0, (now: number, by: number) => now + by);

  it('tells its listeners the state and the one before', () => {
    const store = counter();
    const seen: [number, number][] = [];
    store.subscribe((now, before) => seen.push([now, before]));
    store.dispatch(2);
    store.dispatch(3);
    expect(seen).toEqual([
      [2, 0],
      [5, 2]
    ]);
  });

  it('is silent when nothing has changed, and after unsubscribing', () => {
    const store = counter();
    let told = 0;
    const stop = store.subscribe(() => (told += 1));
    store.dispatch(0);
    expect(told).toBe(0);
    stop();
    store.dispatch(1);
    expect(told).toBe(0);
    expect(store.state()).toBe(1);
  });
});
