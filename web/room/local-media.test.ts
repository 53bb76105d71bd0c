import { describe, expect, it } from 'vitest';
import { FakeDevices, FakeTrack } from './fakes';
import { LocalMedia } from './local-media';

const camera = (deviceId: string) => ({ kind: 'videoinput', deviceId, label: deviceId }) as MediaDeviceInfo;
const statuses = (media: LocalMedia) => {
  const { audio, video } = media.store.state().devices;
  return [audio, video].map(device => (device.status === 'missing' ? device.why : device.status));
};

describe('local media', () => {
  it('asks once for both', async () => {
    const devices = new FakeDevices();
    const media = new LocalMedia(devices);
    await Promise.all([media.take(), media.take()]);
    await media.take();
    expect(devices.asked).toEqual(['audio+video']);
    expect(statuses(media)).toEqual(['live', 'live']);
  });

  it('takes the microphone of a machine without a camera', async () => {
    const devices = new FakeDevices();
    devices.errors.video = 'NotFoundError';
    const media = new LocalMedia(devices);
    await media.take();
    expect(devices.asked).toEqual(['audio+video', 'audio', 'video']);
    expect(statuses(media)).toEqual(['live', 'absent']);
  });

  it('takes the microphone when only the camera is forbidden', async () => {
    const devices = new FakeDevices();
    devices.errors.video = 'NotAllowedError';
    devices.denied = ['camera'];
    const media = new LocalMedia(devices);
    await media.take();
    expect(devices.asked).toEqual(['audio+video', 'audio']);
    expect(statuses(media)).toEqual(['live', 'refused']);
  });

  it('does not ask again after a no', async () => {
    const devices = new FakeDevices();
    devices.errors.audio = 'NotAllowedError';
    const media = new LocalMedia(devices);
    await media.take();
    expect(devices.asked).toEqual(['audio+video']);
    expect(statuses(media)).toEqual(['refused', 'refused']);
  });

  it('knows a browser that has no devices to give', async () => {
    const media = new LocalMedia({ mediaDevices: undefined, permissions: undefined });
    await media.take();
    expect(statuses(media)).toEqual(['unsupported', 'unsupported']);
    const insecure = new LocalMedia({ mediaDevices: undefined, permissions: undefined, secure: false });
    await insecure.take();
    expect(statuses(insecure)).toEqual(['insecure', 'insecure']);
  });

  it('stops the devices on release, also those that come too late', async () => {
    const devices = new FakeDevices();
    const media = new LocalMedia(devices);
    await media.take();
    media.release();
    let open = (): void => undefined;
    devices.gate = new Promise(resolve => (open = resolve));
    const late = media.take();
    media.release();
    open();
    await late;
    expect(devices.given).toHaveLength(4);
    expect(devices.given.every(({ stopped }) => stopped)).toBe(true);
    expect(statuses(media)).toEqual(['idle', 'idle']);
    expect(media.track('video')).toBeNull();
  });

  it('starts a device as switched off as it was wanted', async () => {
    const media = new LocalMedia(new FakeDevices());
    media.toggle('audio');
    await media.take();
    expect(media.track('audio')?.enabled).toBe(false);
    expect(media.track('video')?.enabled).toBe(true);
  });

  it('replaces a device, the old one being stopped first', async () => {
    const devices = new FakeDevices();
    devices.infos = [camera('a'), camera('b')];
    const media = new LocalMedia(devices);
    await media.take();
    media.toggle('video');
    const before = media.track('video');
    expect(await media.replace('video', { deviceId: { exact: 'b' } })).toBe(true);
    expect(before).toMatchObject({ stopped: true });
    expect(media.track('video')).toMatchObject({ settings: { deviceId: 'b' }, enabled: false });
  });

  it('goes back to the device of before when the other does not start', async () => {
    const devices = new FakeDevices();
    devices.infos = [camera('a'), camera('b')];
    devices.broken = ['b'];
    const media = new LocalMedia(devices);
    await media.take();
    expect(await media.replace('video', { deviceId: { exact: 'b' } })).toBe(false);
    expect(media.track('video')).toMatchObject({ settings: { deviceId: 'a' }, stopped: false });
    devices.errors.video = 'NotReadableError';
    expect(await media.replace('video', { deviceId: { exact: 'b' } })).toBe(false);
    expect(statuses(media)).toEqual(['live', 'busy']);
  });

  it('stops a replacement that comes after the release', async () => {
    const devices = new FakeDevices();
    const media = new LocalMedia(devices);
    await media.take();
    const replacing = media.replace('audio', {});
    media.release();
    await replacing;
    expect(devices.given.every(({ stopped }) => stopped)).toBe(true);
    expect(statuses(media)).toEqual(['idle', 'idle']);
  });

  it('shows what is made of a device in its place, and lets that live from a copy', async () => {
    const devices = new FakeDevices();
    const media = new LocalMedia(devices);
    await media.take();
    const made = new FakeTrack('video') as unknown as MediaStreamTrack;
    media.replaceOutput('video', made);
    expect([media.output('video'), media.shown('video')]).toEqual([made, made]);
    expect(devices.given[1]?.stopped).toBe(true);
    expect(media.track('video')).not.toBe(devices.given[1]);
    media.withhold('video', true);
    expect([media.output('video'), media.shown('video')]).toEqual([null, made]);
    media.withhold('video', false);
    media.replaceOutput('video', null);
    expect(media.output('video')).toBe(media.track('video'));
  });

  it('shows nothing of a device whose picture is awaited, nor of one that is gone', async () => {
    const devices = new FakeDevices();
    const media = new LocalMedia(devices);
    media.replaceOutput('video', 'awaited');
    await media.take();
    expect([media.output('video'), media.track('video')]).toEqual([null, devices.given[1]]);
    const made = new FakeTrack('video') as unknown as MediaStreamTrack;
    media.replaceOutput('video', made);
    expect([media.output('video'), media.track('video')]).toEqual([made, devices.given[1]]);
    devices.given[1]?.end();
    expect(media.output('video')).toBeNull();
  });

  it('asks again for a missing device when it is switched on', async () => {
    const devices = new FakeDevices();
    const media = new LocalMedia(devices);
    await media.take();
    devices.given.find(({ kind }) => kind === 'video')?.end();
    expect(statuses(media)).toEqual(['live', 'stopped']);
    media.toggle('video');
    await media.settled(1_000);
    expect(devices.asked).toEqual(['audio+video', 'video']);
    expect(statuses(media)).toEqual(['live', 'live']);
  });

  it('starts again what the system has stopped or keeps muted, and nothing else', async () => {
    const devices = new FakeDevices();
    const media = new LocalMedia(devices);
    await media.take();
    media.recover();
    expect(devices.asked).toEqual(['audio+video']);
    const [microphone, camera] = devices.given;
    if (microphone) microphone.muted = true;
    media.recover();
    await media.settled(10);
    expect(microphone?.stopped).toBe(true);
    camera?.end();
    media.recover();
    await media.settled(10);
    expect(devices.asked).toEqual(['audio+video', 'audio', 'video']);
    expect(media.store.state().devices).toEqual({ audio: { status: 'live' }, video: { status: 'live' } });
  });

  it('does not ask again for what the person has refused', async () => {
    const devices = new FakeDevices();
    devices.errors.audio = devices.errors.video = 'NotAllowedError';
    const media = new LocalMedia(devices);
    await media.take();
    const asked = devices.asked.length;
    media.recover();
    expect(devices.asked).toHaveLength(asked);
  });
});
