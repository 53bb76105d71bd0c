import type { JSX } from 'preact';
import { say } from '../../room-core/messages';
import type { ChoiceStore } from '../choice-store';
import { Icon, type IconName } from './icons';
import { useReadable } from './use-readable';

/** The line above the stage: how the call is looked at. */
export function Tools({ choices }: { choices: ChoiceStore }): JSX.Element {
  const { view } = useReadable(choices);
  const other = view === 'grid' ? 'speaker' : 'grid';
  return (
    <div class="tools" role="group" aria-label={say('tools')}>
      <Tool
        icon={other === 'grid' ? 'grid' : 'speaker'}
        name={say(`view_${other}`)}
        onClick={() => choices.dispatch({ view: other })}
      />
    </div>
  );
}

interface ToolProps {
  icon: IconName;
  name: string;
  /** For what is on or off; the name then stays the same. */
  pressed?: boolean;
  onClick: () => void;
}

export function Tool({ icon, name, pressed, onClick }: ToolProps): JSX.Element {
  return (
    <button type="button" class="tool" aria-label={name} title={name} aria-pressed={pressed} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
