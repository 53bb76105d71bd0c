import type { DeviceKind, DeviceNotice, DevicesState } from './device-choice';
import { say } from './messages';

/** The device's label; where the browser hides it, its kind and its place in the list. */
export function deviceName(kind: DeviceKind, label: string, number: number): string {
  return label || say('device_unnamed', { kind: say(`device_${kind}`), number: String(number) });
}

export function deviceNoticeOf(notice: DeviceNotice): string {
  if (notice.type === 'silent') return say('device_silent');
  const first = notice.type === 'offered' ? notice.devices[0] : notice;
  if (!first) return '';
  const kind = say(`device_${first.kind}`);
  return say(`device_${notice.type}`, { kind, label: first.label || kind });
}

/** What a screen reader is told when the devices have changed. */
export function devicesAnnouncement(now: DevicesState, before: DevicesState): string | null {
  return now.notice && now.notice !== before.notice ? deviceNoticeOf(now.notice) : null;
}
