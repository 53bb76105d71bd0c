import { describe, expect, it } from 'vitest';
import { createChoiceStore } from './choice-store';
import { FakeStorage, forbiddenStorage } from './fakes';
import { storedText } from './stored-text';

describe('choice store', () => {
  it('keeps for the next call what was chosen in this one', () => {
    const shared = new FakeStorage();
    const stored = storedText(() => shared, 'flex-video.choices');
    createChoiceStore(stored).dispatch({ view: 'speaker' });
    expect(createChoiceStore(stored).state().view).toBe('speaker');
  });

  it('works where the browser forbids to keep anything', () => {
    const store = createChoiceStore(storedText(forbiddenStorage, 'flex-video.choices'));
    store.dispatch({ view: 'speaker' });
    expect(store.state().view).toBe('speaker');
  });
});
