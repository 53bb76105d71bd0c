import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isSending } from '../../room-core/local-media';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { Icon } from './icons';
import { useChunk } from './use-chunk';
import { useReadable } from './use-readable';

export const loadSettings = (): Promise<typeof import('./device-settings')> => import('./device-settings');

/** Beside the switches of the call: the other camera of a phone, and the dialog with all devices. */
export function DeviceControls({ session }: { session: RoomSession }): JSX.Element {
  const [open, setOpen] = useState(false);
  const settings = useChunk(open, loadSettings);
  return (
    <>
      <FlipButton session={session} />
      <button type="button" class="control" aria-haspopup="dialog" title={say('devices')} onClick={() => setOpen(true)}>
        <Icon name="settings" />
        <span class="control-label">{say('devices_short')}</span>
      </button>
      {open && settings && <settings.DeviceDialog session={session} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Shown where there is a camera on the other side. */
export function FlipButton({ session }: { session: RoomSession }): JSX.Element | null {
  const media = useReadable(session.media);
  useReadable(session.devices.store);
  if (!isSending(media, 'video') || !session.devices.canFlip()) return null;
  return (
    <button
      type="button"
      class="control"
      aria-label={say('flip_camera')}
      title={say('flip_camera')}
      onClick={() => void session.devices.flip()}
    >
      <Icon name="flip" />
      <span class="control-label">{say('flip_camera_short')}</span>
    </button>
  );
}
