import { type Choices, readChoices, writeChoices } from '../room-core/choices';
import { createStore, type Store } from '../room-core/store';
import type { StoredText } from './stored-text';

export type ChoiceStore = Store<Choices, Partial<Choices>>;

/** The choices of before, and from now on those of this call. */
export function createChoiceStore(stored: StoredText): ChoiceStore {
  const before = readChoices(stored.read());
  const store = createStore<Choices, Partial<Choices>>(before, (choices, change) => ({ ...choices, ...change }));
  store.subscribe(choices => stored.write(writeChoices(choices)));
  return store;
}
