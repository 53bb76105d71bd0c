import { describe, expect, it } from 'vitest';
import { FakeDevices } from './fakes';
import { LocalMedia } from './local-media';
import { retry, takeWhenAllowed } from './permission-retry';

/** A page whose devices were refused; each question to the person takes `answerMs`. */
async function refused(answerMs: number) {
  const devices = new FakeDevices();
  devices.errors.audio = 'NotAllowedError';
  const media = new LocalMedia(devices);
  await media.take();
  const status = Object.assign(new EventTarget(), { state: 'denied' });
  let time = 0;
  let reloads = 0;
  const around = {
    permissions: { query: () => Promise.resolve(status as unknown as PermissionStatus) },
    now: () => (time += answerMs),
    reload: () => void (reloads += 1)
  };
  const allow = (): void => {
    devices.errors = {};
    status.state = 'granted';
    status.dispatchEvent(new Event('change'));
  };
  return { devices, media, around, reloads: () => reloads, allow };
}

const live = (media: LocalMedia): boolean => media.store.state().devices.audio.status === 'live';

describe('trying again', () => {
  it('takes what is allowed now', async () => {
    const { devices, media, around, reloads } = await refused(0);
    devices.errors = {};
    await retry(media, around, true);
    expect([live(media), reloads()]).toEqual([true, 0]);
  });

  it.each([
    ['refused without a question', 1, true, 1],
    ['refused by the person again', 5_000, true, 0],
    ['in the call', 1, false, 0]
  ])('reloads the page or not: %s', async (_, answerMs, mayReload, times) => {
    const { media, around, reloads } = await refused(answerMs);
    await retry(media, around, mayReload);
    expect(reloads()).toBe(times);
  });

  it('takes the devices once they are allowed in the browser', async () => {
    const { media, around, allow } = await refused(0);
    takeWhenAllowed(media, around, ['audio', 'video']);
    await Promise.resolve();
    allow();
    await media.settled(1_000);
    expect(live(media)).toBe(true);
  });

  it('no longer takes them after the end', async () => {
    const { devices, media, around, allow } = await refused(0);
    const stop = takeWhenAllowed(media, around, ['audio']);
    await Promise.resolve();
    stop();
    allow();
    expect(devices.asked).toEqual(['audio+video']);
  });
});
