export type Listener<S> = (state: S, before: S) => void;

/** A value that can be read and watched. */
export interface Readable<S> {
  state(): S;
  /** Calls the listener after each change, with the new state first; the answer ends that. */
  subscribe(listener: Listener<S>): () => void;
}

export interface Store<S, E> extends Readable<S> {
  readonly dispatch: (event: E) => void;
}

/** Keeps the state of one reducer and tells its listeners when an event has changed it. */
export function createStore<S, E>(initial: S, reduce: (state: S, event: E) => S): Store<S, E> {
  let current = initial;
  const listeners = new Set<Listener<S>>();
  return {
    state: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch(event) {
      const before = current;
      current = reduce(before, event);
      if (current === before) return;
      const now = current;
      for (const listener of [...listeners]) listener(now, before);
    }
  };
}
