import { isSending } from '../room-core/local-media';
import type { Devices } from './devices';
import type { LocalMedia } from './local-media';

/** A camera that was off stays off after it was shown by. */
const SETTLE_MS = 10_000;

/** Turns the camera to what is to be shown, on if it was off, and back to the face as it was. */
export function createShownCamera(media: LocalMedia, devices: Devices): (to: 'environment' | 'user') => Promise<void> {
  let wasOff = false;
  return async to => {
    const on = isSending(media.store.state(), 'video');
    if (to === 'environment') {
      wasOff = !on;
      if (!on) media.toggle('video');
      await media.settled(SETTLE_MS);
    } else if (wasOff && on) {
      media.toggle('video');
    }
    await devices.turn(to);
  };
}
