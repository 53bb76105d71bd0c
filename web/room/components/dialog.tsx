import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  title: string;
  /** What the button says that closes it. */
  done: string;
  /** True where another button is the one to press. */
  quiet?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** Over the page until it is closed. The browser keeps the focus inside, gives it back, and closes at Escape. */
export function Dialog({ title, done, quiet = false, onClose, children }: Props): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closed before it goes, so that the focus returns to where it was.
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading}>{title}</h2>
      {children}
      <button type="button" class={`button ${quiet ? 'quiet' : 'primary'}`} onClick={() => dialog.current?.close()}>
        {done}
      </button>
    </dialog>
  );
}
