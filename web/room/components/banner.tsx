import type { JSX } from 'preact';

interface Props {
  text: string;
  weight?: 'plain' | 'warning';
  /** Shows that something is going on by itself. */
  busy?: boolean;
  action?: string;
  onAction?: () => void;
}

/** One line above the call, with at most one thing to do. */
export function Banner({ text, weight = 'plain', busy = false, action, onAction }: Props): JSX.Element {
  return (
    <div class="banner" data-weight={weight}>
      {busy && <div class="progress small" aria-hidden="true" />}
      <span>{text}</span>
      {action && (
        <button type="button" class="banner-action" onClick={onAction}>
          {action}
        </button>
      )}
    </div>
  );
}
