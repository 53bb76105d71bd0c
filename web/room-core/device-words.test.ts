import { describe, expect, it } from 'vitest';
import { type DeviceNotice, NO_DEVICES } from './device-choice';
import { deviceName, deviceNoticeOf, devicesAnnouncement } from './device-words';

describe('words about devices', () => {
  it.each<[DeviceNotice, string]>([
    [{ type: 'fell_back', kind: 'microphone', label: 'Built-in' }, 'Microphone disconnected. Now using Built-in.'],
    [{ type: 'failed', kind: 'camera', label: '' }, 'Camera could not be started. Another app may be using it.'],
    [{ type: 'silent' }, 'We can’t hear you. Is the right microphone chosen?'],
    [
      {
        type: 'offered',
        devices: [
          { kind: 'microphone', id: 'h', label: 'Headset' },
          { kind: 'speaker', id: 'h', label: 'Headset' }
        ]
      },
      'Headset was plugged in.'
    ]
  ])('says %j', (notice, sentence) => expect(deviceNoticeOf(notice)).toBe(sentence));

  it('names a device whose label is hidden', () => {
    expect(deviceName('camera', '', 2)).toBe('Camera 2');
    expect(deviceName('camera', 'Cam', 2)).toBe('Cam');
  });

  it('announces each notice once', () => {
    const notice = { type: 'failed', kind: 'camera', label: 'Cam' } as const;
    const noticed = { ...NO_DEVICES, notice };
    expect(devicesAnnouncement(noticed, NO_DEVICES)).toMatch(/^Cam could/);
    expect(devicesAnnouncement({ ...noticed }, noticed)).toBeNull();
    expect(devicesAnnouncement(NO_DEVICES, noticed)).toBeNull();
  });
});
