import { describe, expect, it } from 'vitest';
import { Devices } from './devices';
import { FakeDevices, FakeStorage } from './fakes';
import { LocalMedia } from './local-media';
import { storedText } from './stored-text';

const info = (kind: MediaDeviceKind, deviceId: string, label = deviceId) =>
  ({ kind, deviceId, label }) as MediaDeviceInfo;
const camera = (id: string, label?: string) => info('videoinput', id, label);
const microphone = (id: string, label?: string) => info('audioinput', id, label);
const speaker = (id: string, label?: string) => info('audiooutput', id, label);
const INFOS = [camera('c1'), camera('c2'), microphone('m1'), microphone('m2'), speaker('s1'), speaker('s2')];

/** What is remembered in one browser, over several visits. */
const remembering = (storage: () => Storage) => storedText(storage, 'flex-video.devices');

async function visit(infos = INFOS, storage: Storage = new FakeStorage()) {
  const fake = new FakeDevices();
  fake.infos = infos;
  const media = new LocalMedia(fake);
  const remembered = remembering(() => storage);
  const devices = new Devices({ mediaDevices: fake.mediaDevices, remembered, canChooseSpeaker: true }, media);
  await media.take();
  await devices.refresh();
  const used = () => {
    const { camera, microphone, speaker } = devices.store.state().used;
    return [camera, microphone, speaker].map(device => device?.id ?? null);
  };
  const live = () => (['video', 'audio'] as const).map(kind => media.track(kind)?.getSettings().deviceId ?? null);
  return { fake, media, devices, used, live, notice: () => devices.store.state().notice };
}

describe('devices', () => {
  it('knows what the browser has chosen', async () => {
    const { used, devices } = await visit();
    expect(used()).toEqual(['c1', 'm1', null]);
    expect(devices.store.state().lists.speaker.map(({ id }) => id)).toEqual(['s1', 's2']);
  });

  it('remembers a choice for the next visit, and asks for it at once', async () => {
    const storage = new FakeStorage();
    const { devices, live } = await visit(INFOS, storage);
    await devices.use('camera', { id: 'c2', label: 'c2' });
    await devices.use('microphone', { id: 'm2', label: 'm2' });
    await devices.use('speaker', { id: 's2', label: 's2' });
    expect(live()).toEqual(['c2', 'm2']);
    const next = await visit(INFOS, storage);
    expect([next.used(), next.live()]).toEqual([
      ['c2', 'm2', 's2'],
      ['c2', 'm2']
    ]);
    expect(next.fake.asked).toEqual(['audio+video']);
  });

  it('finds a remembered device by its label when the ids have changed', async () => {
    const storage = new FakeStorage();
    await (await visit(INFOS, storage)).devices.use('camera', { id: 'c2', label: 'c2' });
    const next = await visit([camera('x1', 'c1'), camera('x2', 'c2'), microphone('m1')], storage);
    expect(next.live()).toEqual(['x2', 'm1']);
    expect(next.notice()).toBeNull();
  });

  it.each(['not json', '[]', '{"camera":{"id":1}}'])('ignores the storage %j', async text => {
    const storage = new FakeStorage();
    remembering(() => storage).write(text);
    const { used } = await visit(INFOS, storage);
    expect(used()).toEqual(['c1', 'm1', null]);
  });

  it('works where nothing can be stored', async () => {
    const full = new FakeStorage();
    full.full = true;
    const { devices, used } = await visit(INFOS, full);
    await devices.use('camera', { id: 'c2', label: 'c2' });
    expect(used()[0]).toBe('c2');
  });

  it('falls back to the next device when one is unplugged, and says so', async () => {
    const { fake, devices, live, used, notice } = await visit();
    fake.infos = INFOS.slice(1);
    fake.given[1]?.end();
    fake.plug(fake.infos);
    await devices.refresh();
    expect(live()).toEqual(['c2', 'm1']);
    expect(used()[0]).toBe('c2');
    expect(notice()).toEqual({ type: 'fell_back', kind: 'camera', label: 'c2' });
  });

  it('leaves a device alone that the system has taken', async () => {
    const { fake, devices, media, notice } = await visit();
    fake.given[0]?.end();
    await devices.refresh();
    expect(media.store.state().devices.audio).toEqual({ status: 'missing', why: 'stopped' });
    expect(notice()).toBeNull();
  });

  it('falls back to the system’s speaker', async () => {
    const { fake, devices, used, notice } = await visit();
    await devices.use('speaker', { id: 's2', label: 's2' });
    fake.plug(INFOS.slice(0, -1));
    await devices.refresh();
    expect(used()[2]).toBeNull();
    expect(notice()).toMatchObject({ type: 'fell_back', kind: 'speaker' });
  });

  it('offers what is plugged in', async () => {
    const { fake, devices, live, used, notice } = await visit();
    fake.plug([...INFOS, microphone('headset'), speaker('headset')]);
    await devices.refresh();
    expect(live()).toEqual(['c1', 'm1']);
    const offered = notice();
    expect(offered).toMatchObject({ type: 'offered', devices: [{ kind: 'microphone' }, { kind: 'speaker' }] });
    await devices.useOffered(offered?.type === 'offered' ? offered.devices : []);
    expect(used()).toEqual(['c1', 'headset', 'headset']);
    expect(live()).toEqual(['c1', 'headset']);
    expect(notice()).toBeNull();
  });

  it('says that a device does not start, and keeps the one of before', async () => {
    const storage = new FakeStorage();
    const { fake, devices, live, used, notice } = await visit(INFOS, storage);
    fake.broken = ['c2'];
    await devices.use('camera', { id: 'c2', label: 'c2' });
    expect([live()[0], used()[0]]).toEqual(['c1', 'c1']);
    expect(notice()).toEqual({ type: 'failed', kind: 'camera', label: 'c2' });
    expect(storage.length).toBe(0);
  });

  it('flips to the camera of the other side, for this call only', async () => {
    const storage = new FakeStorage();
    const sides = [camera('front', 'Front Camera'), camera('rear', 'Back Camera'), microphone('m1')];
    const { fake, devices, live, used } = await visit(sides, storage);
    expect(devices.canFlip()).toBe(false);
    Object.assign(fake.given[1]?.settings ?? {}, { facingMode: 'user' });
    expect(devices.canFlip()).toBe(true);
    await devices.flip();
    expect([live()[0], used()[0]]).toEqual(['rear', 'rear']);
    expect(storage.length).toBe(0);
  });

  it('turns to a side, unless it is there already or there is no other', async () => {
    const sides = [camera('front', 'Front Camera'), camera('rear', 'Back Camera'), microphone('m1')];
    const { fake, devices, live } = await visit(sides);
    await devices.turn('environment');
    expect(live()[0]).toBe('front');
    Object.assign(fake.given[1]?.settings ?? {}, { facingMode: 'user' });
    await devices.turn('user');
    expect(live()[0]).toBe('front');
    await devices.turn('environment');
    expect(live()[0]).toBe('rear');
  });
});
