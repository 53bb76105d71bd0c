import { useEffect, useRef } from 'preact/hooks';
import { type Shortcut, shortcutOf } from '../../room-core/shortcuts';

const FIELDS = 'input, textarea, select, [contenteditable]';

/** Calls `run` for each stroke that is a shortcut, while `active` and no dialog is open. */
export function useShortcuts(active: boolean, run: (shortcut: Shortcut) => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!active) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof Element && event.target.closest(FIELDS) !== null;
      const shortcut = shortcutOf(event, typing || document.querySelector('dialog[open]') !== null);
      if (shortcut === null) return;
      event.preventDefault();
      latest.current(shortcut);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [active]);
}
