import { useEffect, useState } from 'preact/hooks';

export interface Switch {
  on: boolean;
  toggle: () => void;
}

/** The whole page on the whole screen, or null where the browser does not offer it (iPhones). */
export function useFullScreen(): Switch | null {
  const [on, setOn] = useState(() => document.fullscreenElement !== null);
  useEffect(() => {
    const look = (): void => setOn(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  if (!document.fullscreenEnabled) return null;
  // Refused outside of a gesture or by a frame: the call goes on as it is.
  const toggle = (): void =>
    void (on ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined);
  return { on, toggle };
}
