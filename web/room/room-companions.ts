import type { Room } from 'twilio-video';

/** Goes along with one stay in a room, from entering on; the answer ends that. `cloud` is Twilio's, which does more than our own rooms. */
export type Companion = (room: Room, cloud: boolean) => () => void;

/** One whose code comes with the first room: nobody needs it before. Where it does not load, the call goes on without. */
export function lazily(load: () => Promise<Companion>): Companion {
  return (room, cloud) => {
    let left = false;
    let leave = (): void => undefined;
    load().then(
      companion => {
        if (!left) leave = companion(room, cloud);
      },
      () => undefined
    );
    return () => {
      left = true;
      leave();
    };
  };
}
