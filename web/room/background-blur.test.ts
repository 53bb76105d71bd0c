import { describe, expect, it, vi } from 'vitest';
import { BackgroundBlur } from './background-blur';
import type { openBlur } from './blur-pipeline';
import { createChoiceStore } from './choice-store';
import { FakeDevices, FakeTrack, forbiddenStorage } from './fakes';
import { LocalMedia } from './local-media';
import { createShownCamera } from './shown-camera';
import { storedText } from './stored-text';

/** A camera, and a blur of it whose pipeline is none. */
async function setUp() {
  const media = new LocalMedia(new FakeDevices());
  await media.take();
  const made: FakeTrack[] = [];
  const open: typeof openBlur = ({ started }) => {
    const track = new FakeTrack('video');
    made.push(track);
    setTimeout(started);
    return Promise.resolve({
      track: track as unknown as MediaStreamTrack,
      follow: () => undefined,
      stop: () => track.stop()
    });
  };
  const choices = createChoiceStore(storedText(forbiddenStorage, 'flex-video.choices'));
  const blur = new BackgroundBlur(media, choices, true, () => Promise.resolve(open));
  const seen = (): unknown => media.output('video');
  const isBlurred = (): Promise<void> => vi.waitFor(() => expect(seen()).toBe(made.at(-1)));
  return { media, blur, made, seen, isBlurred };
}

describe('a blur that pauses', () => {
  it('shows the camera as it is, and nothing before it is blurred again', async () => {
    const { media, blur, made, seen, isBlurred } = await setUp();
    blur.switch(true);
    await isBlurred();
    blur.pause(true);
    expect(seen()).toBe(media.track('video'));
    expect(blur.store.state().status).toBe('on');
    expect(made[0]?.stopped).toBe(true);
    blur.pause(false);
    expect(seen()).toBeNull();
    await isBlurred();
    expect(made).toHaveLength(2);
  });

  it('begins afterwards where it was chosen meanwhile, and stays off where it was taken back', async () => {
    const { media, blur, made, seen, isBlurred } = await setUp();
    blur.pause(true);
    blur.switch(true);
    expect(made).toHaveLength(0);
    blur.pause(false);
    await isBlurred();
    blur.pause(true);
    blur.switch(false);
    blur.pause(false);
    expect(seen()).toBe(media.track('video'));
    expect(made).toHaveLength(1);
  });
});

describe('the camera that shows something', () => {
  it.each([
    [true, ['turn environment', 'pause true', 'pause false', 'turn user']],
    [false, ['turn environment', 'pause false', 'pause false', 'turn user']]
  ])('pauses the blur where it is a rear one (%s), until before it is turned back', async (hasRear, expected) => {
    const { media } = await setUp();
    const done: string[] = [];
    const turn = (side: string): Promise<void> => {
      done.push(`turn ${side}`);
      if (hasRear) Object.assign(media.track('video')?.getSettings() ?? {}, { facingMode: side });
      return Promise.resolve();
    };
    const show = createShownCamera(media, { turn }, { pause: now => void done.push(`pause ${now}`) });
    await show('environment');
    await show('user');
    expect(done).toEqual(expected);
  });
});
