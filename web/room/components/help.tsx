import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { say } from '../../room-core/messages';
import { KEYS } from '../../room-core/shortcuts';
import type { ChoiceStore } from '../choice-store';
import { useReadable } from './use-readable';

interface Props {
  choices: ChoiceStore;
  onClose: () => void;
}

/** The keys and what they do, and the switch that turns them off. The browser keeps the focus inside, and gives it back. */
export function Help({ choices, onClose }: Props): JSX.Element {
  const { shortcuts } = useReadable(choices);
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closed before it goes, so that the focus returns to where it was.
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title">{say('help_title')}</h2>
      <dl class="help-keys">
        {KEYS.map(([key, shortcut]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(`key_${shortcut}`)}</dd>
          </div>
        ))}
      </dl>
      <label class="help-switch">
        <input
          type="checkbox"
          checked={shortcuts}
          onChange={event => choices.dispatch({ shortcuts: event.currentTarget.checked })}
        />
        {say('help_switch')}
      </label>
      <button type="button" class="button quiet" onClick={() => dialog.current?.close()}>
        {say('close')}
      </button>
    </dialog>
  );
}
