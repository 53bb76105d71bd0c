import type { JSX } from 'preact';
import { say } from '../../room-core/messages';
import { Icon } from './icons';

export function LeaveButton({ onLeave }: { onLeave: () => void }): JSX.Element {
  return (
    <button type="button" class="control" data-weight="leave" data-action="leave" onClick={onLeave}>
      <Icon name="leave" />
      <span class="control-label">{say('leave')}</span>
    </button>
  );
}
