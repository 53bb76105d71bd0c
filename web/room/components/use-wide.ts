import { useEffect, useState } from 'preact/hooks';

/** As in styles/agent.css: the panel stands beside the tiles where both have room, else over them. */
const BESIDE = '(min-width: 56rem) and (min-height: 30.01rem)';

export function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(BESIDE).matches);
  useEffect(() => {
    const query = matchMedia(BESIDE);
    const look = (): void => setWide(query.matches);
    look();
    query.addEventListener('change', look);
    return () => query.removeEventListener('change', look);
  }, []);
  return wide;
}
