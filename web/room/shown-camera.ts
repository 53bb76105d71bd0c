import { isSending } from '../room-core/local-media';
import type { BackgroundBlur } from './background-blur';
import type { Devices } from './devices';
import type { LocalMedia } from './local-media';

/** A camera that was off stays off after it was shown by. */
const SETTLE_MS = 10_000;

/**
 * Turns the camera to what is to be shown, on if it was off, and back to the face as it was. What the rear camera sees is not
 * blurred; a face is, again, before it is seen.
 */
export function createShownCamera(
  media: LocalMedia,
  devices: Pick<Devices, 'turn'>,
  blur: Pick<BackgroundBlur, 'pause'>
): (to: 'environment' | 'user') => Promise<void> {
  let wasOff = false;
  const pauseBlur = (): void => blur.pause(media.track('video')?.getSettings().facingMode === 'environment');
  return async to => {
    const on = isSending(media.store.state(), 'video');
    if (to === 'environment') {
      wasOff = !on;
      if (!on) media.toggle('video');
      await media.settled(SETTLE_MS);
    } else {
      blur.pause(false);
      if (wasOff && on) media.toggle('video');
    }
    await devices.turn(to);
    if (to === 'environment') pauseBlur();
  };
}
