import { markCall, wasInCall } from './call-mark';
import type { LocalMedia } from './local-media';
import type { RoomSession } from './session';
import type { StoredText } from './stored-text';
import type { Tabs } from './tabs';

/** A track that the system has muted is given this long to come back by itself, as after a short ring. */
const MUTED_FOR_MS = 3_000;

/** Keeps the person in the call over reloads, second tabs, phone calls and pages that the system had put aside. */
export function stayIn(session: RoomSession, media: LocalMedia, tabs: Tabs, link: string, note: StoredText): void {
  const name = (): string => session.room.state().screen.name;
  let hiding = false;
  let hiddenInCall = false;
  markCall(session.room, link, note, () => hiding);

  // The others see us leave at once, instead of a frozen picture until the server notices.
  window.addEventListener('pagehide', () => {
    hiding = true;
    hiddenInCall = name() === 'call';
    session.send({ type: 'page_hidden' });
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    hiding = false;
    if (persisted && hiddenInCall && name() === 'left') session.send({ type: 'rejoin_pressed' });
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && name() === 'call') media.recover();
  });
  recoverMuted(media, () => name() === 'call' && document.visibilityState === 'visible');

  if (name() !== 'preview') return;
  void tabs.ask().then(elsewhere => {
    const comesBack = wasInCall(link, note);
    if (!elsewhere && comesBack && name() === 'preview') session.send({ type: 'join_pressed' });
  });
}

/** A track that stays muted in plain sight was taken by the system, which does not always give it back. */
function recoverMuted(media: LocalMedia, inSight: () => boolean): void {
  const watched = new WeakSet<MediaStreamTrack>();
  media.store.subscribe(() => {
    for (const kind of ['audio', 'video'] as const) {
      const track = media.track(kind);
      if (!track || watched.has(track)) continue;
      watched.add(track);
      track.addEventListener('mute', () => {
        setTimeout(() => {
          if (track.muted && inSight()) media.recover();
        }, MUTED_FOR_MS);
      });
    }
  });
}
