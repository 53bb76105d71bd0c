import { type ComponentChildren, render, type RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { hasFloatingWindows, openFloatingWindow } from '../floating-window';
import type { Switch } from './use-full-screen';

/** The most important picture that is on: the big one, or the first of somebody else. */
const PICTURES = ['[data-place="big"]', '[data-participant]:not([data-participant="local"])'];

/**
 * The call over other windows: `content` in a window of its own where the browser gives one, else the most important picture of
 * the stage alone. Null where it can do neither.
 */
export function useFloating(stage: RefObject<HTMLElement>, content: ComponentChildren): Switch | null {
  const [own, setOwn] = useState<Window | null>(null);
  const picture = useFloatingPicture(stage);
  useEffect(() => {
    if (!own) return undefined;
    const gone = (): void => setOwn(null);
    own.addEventListener('pagehide', gone);
    return () => {
      own.removeEventListener('pagehide', gone);
      render(null, own.document.body);
      own.close();
    };
  }, [own]);
  // The window is drawn whenever the page is.
  useEffect(() => {
    if (own) render(content, own.document.body);
  });
  if (own) return { on: true, toggle: () => setOwn(null) };
  if (picture?.on || !hasFloatingWindows()) return picture;
  // Where it is refused, as in a frame, the picture may still be let.
  return { on: false, toggle: () => void openFloatingWindow().then(setOwn, () => picture?.toggle()) };
}

function useFloatingPicture(stage: RefObject<HTMLElement>): Switch | null {
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
