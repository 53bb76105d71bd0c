import type { JSX } from 'preact';
import { say } from '../../room-core/messages';
import { KEYS } from '../../room-core/shortcuts';
import type { ChoiceStore } from '../choice-store';
import { Dialog } from './dialog';
import { useReadable } from './use-readable';

interface Props {
  choices: ChoiceStore;
  place: string | null;
  onClose: () => void;
}

/** The keys and what they do, the switch that turns them off, and which room this is. */
export function Help({ choices, place, onClose }: Props): JSX.Element {
  const { shortcuts } = useReadable(choices);
  return (
    <Dialog title={say('help_title')} done={say('close')} onClose={onClose}>
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
      <p class="help-place">{place}</p>
    </Dialog>
  );
}
