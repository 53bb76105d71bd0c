import React from 'react';

/** A button that goes while it has the focus passes it on to the one that comes in its place, or else to the row. */
export function useKeptFocus(row: React.RefObject<HTMLElement>): { onFocus: () => void; onBlur: () => void } {
  const had = React.useRef(false);
  React.useLayoutEffect(() => {
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (had.current && lost) (row.current?.querySelector<HTMLElement>('button:enabled') ?? row.current)?.focus();
  });
  return { onFocus: () => void (had.current = true), onBlur: () => void (had.current = false) };
}
