import type { ComponentChildren, JSX } from 'preact';
import { say } from '../../room-core/messages';
import type { ChoiceStore } from '../choice-store';
import type { RoomSession } from '../session';
import { CallTimer } from './call-timer';
import { Icon, type IconName } from './icons';
import { RecordingSign } from './recording-sign';
import type { Switch } from './use-full-screen';
import { useReadable } from './use-readable';

interface Props {
  session: RoomSession;
  choices: ChoiceStore;
  fullScreen: Switch | null;
  floating: Switch | null;
  onHelp: () => void;
  /** The agent's, before the others. */
  children?: ComponentChildren;
}

/** The line above the stage: how long the call has lasted, and how it is looked at. */
export function Tools({ session, choices, fullScreen, floating, onHelp, children }: Props): JSX.Element {
  const { view } = useReadable(choices);
  const other = view === 'grid' ? 'speaker' : 'grid';
  return (
    <div class="tools" role="group" aria-label={say('tools')}>
      <CallTimer session={session} />
      <RecordingSign session={session} />
      {children}
      <Tool
        icon={other === 'grid' ? 'grid' : 'speaker'}
        name={say(`view_${other}`)}
        shortcut="l"
        onClick={() => choices.dispatch({ view: other })}
      />
      {floating && <Tool icon="floating" name={say('floating')} pressed={floating.on} onClick={floating.toggle} />}
      {fullScreen && (
        <Tool
          icon={fullScreen.on ? 'smaller' : 'larger'}
          name={say('full_screen')}
          shortcut="f"
          pressed={fullScreen.on}
          onClick={fullScreen.toggle}
        />
      )}
      <Tool icon="help" name={say('help_title')} shortcut="?" onClick={onHelp} />
    </div>
  );
}

interface ToolProps {
  icon: IconName;
  name: string;
  /** For what is on or off; the name then stays the same. */
  pressed?: boolean;
  shortcut?: string;
  onClick: () => void;
}

export function Tool({ icon, name, pressed, shortcut, onClick }: ToolProps): JSX.Element {
  return (
    <button
      type="button"
      class="tool"
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
