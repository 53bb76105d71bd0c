import { createContext, type RefObject } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { Devices } from '../devices';

/** Where the page's sound goes. */
export const SpeakerContext = createContext<Devices | null>(null);

/** Plays the element's sound on the chosen speaker, from now on and after each other choice. */
export function useSpeaker(element: RefObject<HTMLMediaElement>): void {
  const devices = useContext(SpeakerContext);
  useEffect(() => {
    if (!devices?.canChooseSpeaker) return undefined;
    const follow = (): void => {
      const id = devices.store.state().used.speaker?.id ?? '';
      // A speaker that has just gone: the list follows, and with it another speaker.
      if (element.current && element.current.sinkId !== id) element.current.setSinkId(id).catch(() => undefined);
    };
    follow();
    return devices.store.subscribe(follow);
  }, [devices]);
}
