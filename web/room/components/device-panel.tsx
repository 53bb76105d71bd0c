import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { loadSettings } from './device-controls';
import { Icon } from './icons';
import { useChunk } from './use-chunk';

/** Before the call: the lists of devices under a button, so that the first screen stays the one thing to do. */
export function DevicePanel({ session }: { session: RoomSession }): JSX.Element {
  const [open, setOpen] = useState(false);
  const settings = useChunk(open, loadSettings);
  return (
    <div class="fold">
      <button type="button" class="fold-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="settings" />
        {say('devices')}
      </button>
      {open && settings && <settings.DeviceSettings session={session} />}
    </div>
  );
}
