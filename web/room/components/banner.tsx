import type { JSX } from 'preact';
import { say } from '../../room-core/messages';
import { Icon } from './icons';

interface Props {
  text: string;
  weight?: 'plain' | 'warning';
  /** Shows that something is going on by itself. */
  busy?: boolean;
  action?: string;
  onAction?: () => void;
  /** For a line whose action may be declined. */
  onDismiss?: () => void;
}

/** One line above the call, with at most one thing to do. */
export function Banner({ text, weight = 'plain', busy = false, action, onAction, onDismiss }: Props): JSX.Element {
  return (
    <div class="banner" data-weight={weight}>
      {busy && <div class="progress small" aria-hidden="true" />}
      <span>{text}</span>
      {action && (
        <button type="button" class="banner-action" onClick={onAction}>
          {action}
        </button>
      )}
      {onDismiss && (
        <button type="button" class="banner-dismiss" aria-label={say('dismiss')} onClick={onDismiss}>
          <Icon name="dismiss" />
        </button>
      )}
    </div>
  );
}
