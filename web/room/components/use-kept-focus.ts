import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * When what had the focus within `container` is drawn no more, the focus goes to the fallback, and not to the top of the page. Who has
 * clicked elsewhere meanwhile keeps that.
 */
export function useKeptFocus(container: RefObject<HTMLElement>, fallback: () => HTMLElement | null): void {
  const inside = useRef(false);
  useEffect(() => {
    const look = (event: Event): void => {
      inside.current = event.target instanceof Node && (container.current?.contains(event.target) ?? false);
    };
    document.addEventListener('focusin', look);
    document.addEventListener('pointerdown', look);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('pointerdown', look);
    };
  }, []);
  useLayoutEffect(() => {
    if (!inside.current || (document.activeElement !== document.body && document.activeElement !== null)) return;
    inside.current = false;
    fallback()?.focus();
  });
}
