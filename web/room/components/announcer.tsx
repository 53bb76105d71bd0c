import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ownMediaAnnouncement, screenAnnouncement, tilesAnnouncement } from '../../room-core/announcements';
import { devicesAnnouncement } from '../../room-core/device-words';
import { tilesOf } from '../../room-core/people';
import type { RoomSession } from '../session';

/** Tells screen readers what has changed; invisible. */
export function Announcer({ session }: { session: RoomSession }): JSX.Element {
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const announce = (next: string | null): void => {
      if (next !== null) setSentence(next);
    };
    const inCall = (): boolean => session.room.state().screen.name === 'call';
    const stops = [
      session.room.subscribe((now, before) => announce(screenAnnouncement(now, before))),
      session.people.subscribe((now, before) => {
        const { role, peerName } = session.room.state();
        const naming = { ownRole: role, peerName };
        if (inCall()) announce(tilesAnnouncement(tilesOf(now, naming), tilesOf(before, naming)));
      }),
      session.media.subscribe((now, before) => announce(ownMediaAnnouncement(now, before))),
      session.devices.store.subscribe((now, before) => announce(devicesAnnouncement(now, before)))
    ];
    return () => stops.forEach(stop => stop());
  }, [session]);
  return (
    <div class="unseen" role="status" aria-live="polite">
      {sentence}
    </div>
  );
}
