import type { JSX } from 'preact';
import { guestsOf } from '../../room-core/guests';
import { say } from '../../room-core/messages';
import type { SessionStatus } from '../../room-core/session-status';
import { Icon } from './icons';

interface Props {
  status: SessionStatus;
  open: boolean;
  onToggle: () => void;
}

/** Where the focus goes when what had it is gone. */
export const PEOPLE_TOOL = '.people-tool';

/** Opens the panel, and says how many wait. */
export function PeopleTool({ status, open, onToggle }: Props): JSX.Element {
  const count = guestsOf(status).waiting.length;
  const name = say('people_button', { count });
  return (
    <button
      type="button"
      class="tool people-tool"
      aria-label={name}
      title={name}
      aria-expanded={open}
      onClick={onToggle}
    >
      <Icon name="people" />
      {count > 0 && (
        <span class="tool-badge" aria-hidden="true">
          {count}
        </span>
      )}
    </button>
  );
}
