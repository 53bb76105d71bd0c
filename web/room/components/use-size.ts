import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Size } from '../../room-core/fit';

/** The size of an element's content, and of the gap its style asks for; drawn again whenever that changes. */
export function useSize(element: RefObject<HTMLElement>): Size & { gap: number } {
  const [size, setSize] = useState({ width: 0, height: 0, gap: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const measure = (): void => {
      const gap = parseFloat(getComputedStyle(target).rowGap) || 0;
      setSize({ width: target.clientWidth, height: target.clientHeight, gap });
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(target);
    return () => watch.disconnect();
  }, [element]);
  return size;
}
