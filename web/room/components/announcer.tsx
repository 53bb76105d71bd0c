import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { deskAnnouncement } from '../../room-core/agent-words';
import {
  blurAnnouncement,
  choiceAnnouncement,
  networkAnnouncement,
  ownMediaAnnouncement,
  recordingAnnouncement,
  screenAnnouncement,
  screensAnnouncement,
  tilesAnnouncement
} from '../../room-core/announcements';
import { devicesAnnouncement } from '../../room-core/device-words';
import { say } from '../../room-core/messages';
import { namingOf, screensOf, tilesOf } from '../../room-core/people';
import type { ChoiceStore } from '../choice-store';
import type { RoomSession } from '../session';

interface Props {
  session: RoomSession;
  choices: ChoiceStore;
}

/** Tells screen readers what has changed; invisible. */
export function Announcer({ session, choices }: Props): JSX.Element {
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const announce = (next: string | null): void => {
      if (next !== null) setSentence(next);
    };
    const inCall = (): boolean => session.room.state().screen.name === 'call';
    const stops = [
      session.room.subscribe((now, before) => announce(screenAnnouncement(now, before))),
      session.people.subscribe((now, before) => {
        const naming = namingOf(session.room.state());
        if (!inCall()) return;
        announce(tilesAnnouncement(tilesOf(now, naming), tilesOf(before, naming)));
        announce(screensAnnouncement(screensOf(now, naming), screensOf(before, naming)));
      }),
      session.media.subscribe((now, before) => announce(ownMediaAnnouncement(now, before))),
      session.devices.store.subscribe((now, before) => announce(devicesAnnouncement(now, before))),
      session.share.store.subscribe((now, before) => {
        if (now === 'on') announce(say('share_is_on'));
        else if (before === 'on') announce(say('share_is_off'));
      }),
      session.announced.subscribe(announce),
      choices.subscribe((now, before) => announce(choiceAnnouncement(now, before))),
      session.recording.subscribe((now, before) => {
        if (inCall()) announce(recordingAnnouncement(now, before));
      }),
      session.agent?.desk.subscribe((now, before) => announce(deskAnnouncement(now, before))),
      session.quality.subscribe((now, before) => announce(networkAnnouncement(now, before, choices.state().bandwidth))),
      session.blur.store.subscribe((now, before) => announce(blurAnnouncement(now, before)))
    ];
    return () => stops.forEach(stop => stop?.());
  }, [session]);
  return (
    <div class="unseen" role="status" aria-live="polite">
      {sentence}
    </div>
  );
}
