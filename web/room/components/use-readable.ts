import { useEffect, useState } from 'preact/hooks';
import type { Readable } from '../../room-core/store';

/** The current state; the component is drawn again after each change. */
export function useReadable<S>(readable: Readable<S>): S {
  const [state, setState] = useState(() => readable.state());
  useEffect(() => {
    // Between the first drawing and this moment something may have changed.
    setState(() => readable.state());
    return readable.subscribe(now => setState(() => now));
  }, [readable]);
  return state;
}
