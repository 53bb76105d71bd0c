import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { Banner } from './banner';
import { useReadable } from './use-readable';

/** Shown where the browser can; says why it went off by itself. */
export function BlurSwitch({ session: { blur } }: { session: RoomSession }): JSX.Element | null {
  const { status, problem } = useReadable(blur.store);
  const id = useId();
  if (!blur.supported) return null;
  const note = status === 'starting' ? say('blur_starting') : problem && say(`blur_${problem}`);
  return (
    <div class="switch">
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={status !== 'off'}
          aria-describedby={id}
          onChange={event => blur.switch(event.currentTarget.checked)}
        />
        {say('blur')}
      </label>
      <p id={id}>{note}</p>
    </div>
  );
}

/** In the call, where the switch is not in sight. */
export function BlurNotice({ session: { blur } }: { session: RoomSession }): JSX.Element | null {
  const { problem } = useReadable(blur.store);
  if (problem === null) return null;
  return (
    <Banner
      weight="warning"
      text={say(`blur_${problem}`)}
      action={say('dismiss')}
      onAction={() => blur.switch(false)}
    />
  );
}
