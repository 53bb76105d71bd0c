import type { RoomState } from '../room-core/screen';
import type { Readable } from '../room-core/store';
import type { StoredText } from './stored-text';

/**
 * Notes in this tab that it is in the call of `link`, so that a reload goes back into it without being asked. The note goes when the
 * person leaves or the call ends, but not when the page does. The link is in the tab's history anyway.
 */
export function markCall(room: Readable<RoomState>, link: string, note: StoredText, isHiding: () => boolean): void {
  room.subscribe(({ screen }) => {
    if (isHiding()) return;
    if (screen.name === 'call') note.write(link);
    else if (screen.name !== 'joining' && screen.name !== 'waiting') note.write(null);
  });
}

/** Whether this tab was in the call of `link` when its page went. */
export function wasInCall(link: string, note: StoredText): boolean {
  return note.read() === link;
}
