import type { RoomState } from '../room-core/screen';
import type { Readable } from '../room-core/store';

const KEY = 'flex-video.in-call';

/**
 * Notes in this tab that it is in the call of `link`, so that a reload goes back into it without being asked. The note goes when the
 * person leaves or the call ends, but not when the page does. The link is in the tab's history anyway.
 */
export function markCall(room: Readable<RoomState>, link: string, kept: () => Storage, isHiding: () => boolean): void {
  room.subscribe(({ screen }) => {
    if (isHiding()) return;
    try {
      if (screen.name === 'call') kept().setItem(KEY, link);
      else if (screen.name !== 'joining' && screen.name !== 'waiting') kept().removeItem(KEY);
    } catch {
      // A browser that keeps nothing asks again after a reload.
    }
  });
}

/** Whether this tab was in the call of `link` when its page went. */
export function wasInCall(link: string, kept: () => Storage): boolean {
  try {
    return kept().getItem(KEY) === link;
  } catch {
    return false;
  }
}
