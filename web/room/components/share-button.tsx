import type { JSX } from 'preact';
import { say } from '../../room-core/messages';
import type { ScreenShare } from '../screen-share';
import { Icon } from './icons';
import { useReadable } from './use-readable';

/** Nothing where the browser has no screen to share. */
export function ShareButton({ share }: { share: ScreenShare }): JSX.Element | null {
  const state = useReadable(share.store);
  if (!share.possible) return null;
  const on = state === 'on';
  return (
    <button
      type="button"
      class="control"
      data-shares={on}
      disabled={state === 'asking'}
      aria-label={say(on ? 'share_stop' : 'share_start')}
      title={say(on ? 'share_stop' : 'share_start')}
      onClick={() => share.toggle()}
    >
      <Icon name="screen" />
      <span class="control-label">{say(on ? 'share_stop_short' : 'share_start_short')}</span>
    </button>
  );
}
