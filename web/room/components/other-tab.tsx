import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../room-core/messages';
import { Icon } from './icons';

interface Props {
  onMove: () => void;
  onDismiss: () => void;
}

/** In place of the preview while the call is open in another tab of this browser: two tabs would throw each other out. */
export function OtherTab({ onMove, onDismiss }: Props): JSX.Element {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="closed">
      <div class="closed-card">
        <div class="closed-sign" data-calm="true">
          <Icon name="end" />
        </div>
        <h1 ref={title} tabIndex={-1}>
          {say('other_tab_title')}
        </h1>
        <p>{say('other_tab_text')}</p>
        <button type="button" class="button primary" data-action="move" onClick={onMove}>
          {say('other_tab_move')}
        </button>
        <button type="button" class="button quiet" onClick={onDismiss}>
          {say('other_tab_stay')}
        </button>
      </div>
    </section>
  );
}
