import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Switch } from './use-full-screen';

/** The most important picture that is on: the big one, or the first of somebody else. */
const PICTURES = ['[data-place="big"]', '[data-participant]:not([data-participant="local"])'];

/** Picture-in-picture of the call over other windows, or null where the browser has none. */
export function useFloating(stage: RefObject<HTMLElement>): Switch | null {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const look = (): void => setOn(document.pictureInPictureElement !== null);
    const events = ['enterpictureinpicture', 'leavepictureinpicture'] as const;
    // They bubble up from whichever picture it is.
    events.forEach(event => document.addEventListener(event, look));
    return () => events.forEach(event => document.removeEventListener(event, look));
  }, []);
  if (!document.pictureInPictureEnabled) return null;
  const toggle = (): void => {
    const videos = PICTURES.flatMap(each => [
      ...(stage.current?.querySelectorAll<HTMLVideoElement>(`.tile${each}:not([data-video="off"]) > video`) ?? [])
    ]);
    const showing = videos.find(({ readyState }) => readyState > 0);
    const changing = on ? document.exitPictureInPicture() : showing?.requestPictureInPicture();
    void changing?.catch(() => undefined);
  };
  return { on, toggle };
}
