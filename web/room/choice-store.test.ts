import { describe, expect, it } from 'vitest';
import { createChoiceStore } from './choice-store';

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  } as unknown as Storage;
}

describe('choice store', () => {
  it('keeps for the next call what was chosen in this one', () => {
    const shared = storage();
    createChoiceStore(() => shared).dispatch({ view: 'speaker' });
    expect(createChoiceStore(() => shared).state().view).toBe('speaker');
  });

  it('works where the browser forbids to keep anything', () => {
    const store = createChoiceStore(() => {
      throw new DOMException('told to', 'SecurityError');
    });
    store.dispatch({ view: 'speaker' });
    expect(store.state().view).toBe('speaker');
  });
});
