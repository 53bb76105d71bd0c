import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { deviceNoticeOf } from '../../room-core/device-words';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { Banner } from './banner';
import { loadSettings } from './device-controls';
import { useChunk } from './use-chunk';
import { useReadable } from './use-readable';

/** What has become of a device, or what was plugged in and could be used. */
export function DeviceNotices({ session }: { session: RoomSession }): JSX.Element | null {
  const { devices } = session;
  const { notice } = useReadable(devices.store);
  const [choosing, setChoosing] = useState(false);
  const settings = useChunk(choosing, loadSettings);
  if (choosing && settings) return <settings.DeviceDialog session={session} onClose={() => setChoosing(false)} />;
  if (!notice) return null;
  const text = deviceNoticeOf(notice);
  if (notice.type === 'silent') {
    const choose = (): void => {
      devices.dismiss();
      setChoosing(true);
    };
    return (
      <Banner
        weight="warning"
        text={text}
        action={say('device_choose')}
        onAction={choose}
        onDismiss={() => devices.dismiss()}
      />
    );
  }
  if (notice.type !== 'offered') {
    return <Banner text={text} action={say('dismiss')} onAction={() => devices.dismiss()} />;
  }
  return (
    <Banner
      text={text}
      action={say('device_use')}
      onAction={() => void devices.useOffered(notice.devices)}
      onDismiss={() => devices.dismiss()}
    />
  );
}
