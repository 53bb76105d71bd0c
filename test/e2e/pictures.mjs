// Which of the others' pictures a seat sees, and for how long it saw none.
import { patience } from './browser.mjs';

/** Runs in the page: from now on every track that comes is shown, and each picture noted. */
function watch(seat) {
  const pictures = (seat.pictures = {});
  const shown = new Map();
  const show = (track, { identity }) => {
    if (track.kind !== 'video') return;
    const video = document.body.appendChild(track.attach());
    shown.set(track, video);
    const note = now => {
      const one = (pictures[identity] ??= { last: now, longest: 0 });
      Object.assign(one, { last: now, longest: Math.max(one.longest, now - one.last) });
      if (shown.get(track) === video) video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
  };
  seat.room.on('trackSubscribed', (track, _, participant) => show(track, participant));
  seat.room.on('trackUnsubscribed', track => {
    shown.get(track)?.remove();
    shown.delete(track);
  });
  for (const participant of seat.room.participants.values())
    for (const { track } of participant.videoTracks.values()) if (track) show(track, participant);
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
          if (!fresh()) return void requestAnimationFrame(look);
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
