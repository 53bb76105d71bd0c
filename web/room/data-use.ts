import type { RemoteTrack, RemoteVideoTrack, Room } from 'twilio-video';
import { type Bandwidth, choose, type DataUse, limitsOf, onCamera } from '../room-core/bandwidth';
import type { Readable } from '../room-core/store';
import type { ChoiceStore } from './choice-store';
import type { LocalMedia } from './local-media';
import { SCREEN } from './people-events';
import type { Companion } from './room-companions';

/** What is asked of Twilio's cloud for the others' pictures. */
const LARGE = { width: 1280, height: 720 };
const SMALL = { width: 320, height: 180 };

/** How much data calls use: the choice, and its effect on one's own camera and on the room. */
export interface DataUseControl {
  readonly choices: Readable<{ bandwidth: Bandwidth }>;
  readonly choose: (bandwidth: Bandwidth) => void;
  readonly companion: Companion;
}

export function createDataUse(choices: ChoiceStore, media: LocalMedia): DataUseControl {
  let state: DataUse = { bandwidth: 'auto', cameraWasOn: false };
  let choosing = false;

  function take(bandwidth: Bandwidth): void {
    const chosen = choose(state, bandwidth, media.store.state().wanted.video);
    state = chosen.state;
    choosing = true;
    media.want('video', chosen.camera);
    media.withhold('video', bandwidth === 'audio');
    choosing = false;
    // Last, since a screen reader says what came last: the camera's switch is a part of it.
    choices.dispatch({ bandwidth });
  }

  take(choices.state().bandwidth);
  media.store.subscribe((now, before) => {
    if (choosing || now.wanted.video === before.wanted.video) return;
    const next = onCamera(state, now.wanted.video);
    if (next === state) return;
    state = next;
    media.withhold('video', false);
    choices.dispatch({ bandwidth: next.bandwidth });
  });
  return { choices, choose: take, companion: limitRoom(choices) };
}

/** Keeps what is sent, and in Twilio's cloud what is received, within the limits of the choice. */
function limitRoom(choices: ChoiceStore): Companion {
  return (room, cloud) => {
    const limit = (track: RemoteTrack): void => {
      if (cloud && track.kind === 'video' && track.name !== SCREEN) ask(track, choices.state().bandwidth);
    };
    const apply = (): void => {
      const { maxVideoBitrate } = limitsOf(choices.state().bandwidth);
      room.localParticipant.setParameters({ maxVideoBitrate });
      for (const track of tracksIn(room)) limit(track);
    };
    if (choices.state().bandwidth !== 'auto') apply();
    room.on('trackSubscribed', limit);
    const stop = choices.subscribe((now, before) => {
      if (now.bandwidth !== before.bandwidth) apply();
    });
    return () => {
      stop();
      room.off('trackSubscribed', limit);
    };
  };
}

function ask(track: RemoteVideoTrack, bandwidth: Bandwidth): void {
  const { pictures } = limitsOf(bandwidth);
  if (pictures === 'none') {
    track.switchOff();
    return;
  }
  track.switchOn();
  track.setContentPreferences({ renderDimensions: pictures === 'small' ? SMALL : LARGE });
}

function tracksIn({ participants }: Room): RemoteTrack[] {
  return [...participants.values()].flatMap(({ tracks }) =>
    [...tracks.values()].flatMap(({ track }) => (track ? [track] : []))
  );
}
