// Our rooms with many, and in haste: nobody and no track may be missed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { everythingDecodes } from './browser.mjs';
import { openRooms, seeded } from './rooms.mjs';
import { nothingIsLeftUnsubscribed, refusal } from './seats.mjs';

let rooms;
before(async () => (rooms = await openRooms()));
after(() => rooms?.close());

const silent = { audio: false, video: false };

test('ten in a room decode each other, and an eleventh is refused with 53105', async () => {
  const room = await rooms.room();
  const pages = [await rooms.page(), await rooms.page()];
  const identities = Array.from({ length: 10 }, (_, i) => `guest ${i}`);
  // Without sound, of which ninety ways are more than two cores can bear.
  const join = (identity, i) => rooms.join(pages[i % 2], identity, room, { audio: false });
  const seats = await Promise.all(identities.map(join));
  for (const [i, seat] of seats.entries()) {
    const others = identities.filter((_, other) => other !== i);
    await seat.sees(others.map(other => `trackSubscribed video ${other}`));
  }
  for (const page of pages) await everythingDecodes(page, 5 * 9);
  assert.equal(await refusal(pages[0], rooms.token('late'), { name: room.sid, wsServer: rooms.signalling }), 53105);
  await room.end();
  for (const page of pages) await page.close();
});

test('three who join at once, fifty times, each see both others on one connection each', async () => {
  const room = await rooms.room();
  const page = await rooms.page();
  await page.evaluate(
    async () => (window.tracks = await window.Twilio.Video.createLocalTracks({ audio: true, video: { width: 64 } }))
  );
  const tokens = ['alice', 'bob', 'carol'].map(identity => rooms.token(identity));
  for (let round = 0; round < 50; round++) {
    const seen = await page.evaluate(
      async ([tokens, options]) => {
        const inside = await Promise.all(
          tokens.map(token => window.Twilio.Video.connect(token, { ...options, tracks: window.tracks }))
        );
        const left = room =>
          4 -
          [...room.participants.values()].flatMap(one => [...one.tracks.values()].filter(t => t.isSubscribed)).length;
        await Promise.all(
          inside.map(
            room =>
              new Promise((resolve, reject) => {
                const look = () => left(room) === 0 && resolve();
                room.on('trackSubscribed', look);
                setTimeout(() => reject(new Error(`${room.localParticipant.identity} misses ${left(room)}`)), 90_000);
                look();
              })
          )
        );
        const seen = await Promise.all(
          inside.map(async room => [room.participants.size, (await room.getStats()).length])
        );
        inside.forEach(room => room.disconnect());
        return seen;
      },
      [tokens, { name: room.sid, wsServer: rooms.signalling, insights: false }]
    );
    assert.deepEqual(seen, Array(3).fill([2, 2]), `round ${round}`);
  }
  await room.end();
  await page.close();
});

/** Runs in the page: as many changes of what the seat publishes as `choices` has, each as soon as the last is done. Returns why any was refused. */
async function change(seat, choices) {
  const mine = seat.room.localParticipant;
  const dropped = [];
  const refused = [];
  for (const [i, choice] of choices.entries()) {
    const live = [...mine.tracks.values()];
    if (live.length > 5 || (choice % 3 === 0 && live.length > 0)) {
      const one = live[choice % live.length];
      dropped.push(one.track);
      one.unpublish();
    } else {
      const again = choice % 3 === 1 && dropped.pop();
      const track = again || seat.make(['audio', 'video', 'data'][Math.floor(choice / 3) % 3], `${i}`);
      await mine.publishTrack(track).catch(error => refused.push(error.code ?? String(error)));
    }
  }
  return refused;
}

// In about every tenth round the SDK writes an offer that its peer can't take or understand; the server gives the two a new connection.
// (Several tracks published in the same breath are another matter: then, in one round of 60, the SDK has a track and does not tell.)
test('a hundred tracks come and go from both sides at once, five times, and none is left unsubscribed', async () => {
  const choose = seeded('a hundred changes');
  const choices = () => Array.from({ length: 100 }, () => choose(1000));
  const [near, far] = [await rooms.page(), await rooms.page()];
  for (let round = 0; round < 5; round++) {
    const room = await rooms.room();
    const seats = [await rooms.join(near, 'alice', room, silent), await rooms.join(far, 'bob', room, silent)];
    assert.deepEqual(await Promise.all(seats.map(seat => seat.do(change, choices()))), [[], []]);
    await nothingIsLeftUnsubscribed(...seats);
    await room.end();
  }
  await Promise.all([near.close(), far.close()]);
});
