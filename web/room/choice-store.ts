import { type Choices, readChoices, writeChoices } from '../room-core/choices';
import { createStore, type Store } from '../room-core/store';

const KEY = 'flex-video.choices';

export type ChoiceStore = Store<Choices, Partial<Choices>>;

/** The choices of before, and from now on those of this call. A browser that keeps nothing starts anew each time. */
export function createChoiceStore(kept: () => Storage): ChoiceStore {
  const store = createStore<Choices, Partial<Choices>>(read(kept), (before, change) => ({ ...before, ...change }));
  store.subscribe(choices => {
    try {
      kept().setItem(KEY, writeChoices(choices));
    } catch {
      // Private windows and third-party frames may forbid it, or have no room.
    }
  });
  return store;
}

function read(kept: () => Storage): Choices {
  try {
    return readChoices(kept().getItem(KEY));
  } catch {
    return readChoices(null);
  }
}
