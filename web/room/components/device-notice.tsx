import type { JSX } from 'preact';
import { deviceNoticeOf } from '../../room-core/device-words';
import { say } from '../../room-core/messages';
import type { RoomSession } from '../session';
import { Banner } from './banner';
import { useReadable } from './use-readable';

/** What has become of a device, or what was plugged in and could be used. */
export function DeviceNotices({ session }: { session: RoomSession }): JSX.Element | null {
  const { devices } = session;
  const { notice } = useReadable(devices.store);
  if (!notice) return null;
  const text = deviceNoticeOf(notice);
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
