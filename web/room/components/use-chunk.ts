import { useEffect, useState } from 'preact/hooks';

/** A part of the page that is loaded when it is first wanted; null until then. One that failed to load is tried again next time. */
export function useChunk<T>(wanted: boolean, load: () => Promise<T>): T | null {
  const [chunk, setChunk] = useState<T | null>(null);
  useEffect(() => {
    if (!wanted || chunk !== null) return undefined;
    let shown = true;
    const keep = (loaded: T): void => {
      if (shown) setChunk(() => loaded);
    };
    load().then(keep, () => undefined);
    return () => {
      shown = false;
    };
  }, [wanted]);
  return chunk;
}
