import type { RoomState } from '../room-core/screen';
import type { Readable } from '../room-core/store';

/** Keeps a phone's screen on while in the call: a dark screen stops the camera. Does nothing where the browser cannot. */
export function keepScreenOn(room: Readable<RoomState>, page: Document, wakeLock: WakeLock | undefined): void {
  let held: WakeLockSentinel | null = null;
  const inCall = (): boolean => room.state().screen.name === 'call';

  async function match(): Promise<void> {
    try {
      if (inCall() && page.visibilityState === 'visible') {
        if (held && !held.released) return;
        held = (await wakeLock?.request('screen')) ?? null;
        // The call may have ended while the browser was thinking.
        if (inCall()) return;
      }
      await held?.release();
      held = null;
    } catch {
      // Refused, for instance on low battery: the call works without it.
    }
  }

  room.subscribe((now, before) => {
    if (now.screen.name !== before.screen.name) void match();
  });
  // The browser takes the lock away when the page is hidden.
  page.addEventListener('visibilitychange', () => void match());
}
