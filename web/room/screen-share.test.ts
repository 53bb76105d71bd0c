import { describe, expect, it } from 'vitest';
import { FakeTrack } from './fakes';
import { ScreenShare } from './screen-share';

function setUp(choose: () => Promise<void> = () => Promise.resolve()) {
  const track = new FakeTrack('video');
  const share = new ScreenShare({
    async getDisplayMedia() {
      await choose();
      return { getVideoTracks: () => [track] } as unknown as MediaStream;
    }
  });
  return { share, track };
}

describe('screen share', () => {
  it('is on from the choice to stop', async () => {
    const { share, track } = setUp();
    const starting = share.start();
    expect(share.store.state()).toBe('asking');
    await starting;
    expect(share.store.state()).toBe('on');
    expect(share.track).toBe(track);
    share.stop();
    expect(track.stopped).toBe(true);
    expect(share.store.state()).toBe('off');
    expect(share.track).toBe(null);
  });

  it('ends by the browser’s own button', async () => {
    const { share, track } = setUp();
    await share.start();
    track.end();
    expect(share.store.state()).toBe('off');
  });

  it('is off again when nothing was chosen', async () => {
    const { share } = setUp(() => Promise.reject(new DOMException('told to', 'NotAllowedError')));
    await share.start();
    expect(share.store.state()).toBe('off');
  });

  it('shows nothing of a choice that comes after the call', async () => {
    let choose: () => void = () => undefined;
    const { share, track } = setUp(() => new Promise<void>(resolve => (choose = resolve)));
    const starting = share.start();
    share.stop();
    choose();
    await starting;
    expect(track.stopped).toBe(true);
    expect(share.track).toBe(null);
  });

  it('is not possible where the browser cannot', async () => {
    for (const share of [new ScreenShare(undefined), new ScreenShare({})]) {
      expect(share.possible).toBe(false);
      await share.start();
      expect(share.store.state()).toBe('off');
    }
  });
});
