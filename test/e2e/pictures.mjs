// Which of the others' pictures a seat sees, and for how long it saw none.
import { patience } from './browser.mjs';

/**
 * Runs in the page: from now on each picture of every track that comes is noted, as it is decoded: what a page shows that is not in
 * front is drawn once a second.
 */
function watch(seat) {
  const pictures = (seat.pictures = {});
  const follow = async ({ kind, mediaStreamTrack: track }, { identity }) => {
    if (kind !== 'video') return;
    for await (const frame of new window.MediaStreamTrackProcessor({ track }).readable) {
      frame.close();
      const now = performance.now();
      const one = (pictures[identity] ??= { last: now, longest: 0 });
      Object.assign(one, { last: now, longest: Math.max(one.longest, now - one.last) });
    }
  };
  seat.room.on('trackSubscribed', (track, _, participant) => follow(track, participant));
  for (const participant of seat.room.participants.values())
    for (const { track } of participant.videoTracks.values()) if (track) follow(track, participant);
}

export const watchPictures = seat => seat.do(watch);

/** Forgets how long it saw none. */
export const beginGap = seat =>
  seat.do(seat => {
    for (const one of Object.values(seat.pictures)) one.longest = 0;
  });

/** Resolves when a picture of each of `others` has come after this call: with the longest time, in ms, without one of somebody's. */
export const seesPictures = (seat, others, within = patience) =>
  seat.do(
    async (seat, others, within) => {
      const since = performance.now();
      const fresh = () => others.every(one => seat.pictures[one]?.last > since);
      await new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no pictures: ${JSON.stringify(seat.pictures)}`)), within);
        const look = () => {
          if (!fresh()) return void setTimeout(look, 20);
          clearTimeout(late);
          resolve();
        };
        look();
      });
      return Math.max(...others.map(one => seat.pictures[one].longest));
    },
    others,
    within
  );
