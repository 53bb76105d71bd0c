// What Twilio's SDK tells an application of every action in our rooms, and in which order: the same in both kinds of rooms.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openRooms } from './rooms.mjs';
import { nothingIsLeftUnsubscribed } from './seats.mjs';

const publish = (seat, kind, name) => seat.room.localParticipant.publishTrack(seat.make(kind, name)).then(() => {});
const named = (seat, name) => [...seat.room.localParticipant.tracks.values()].find(one => one.trackName === name);
const each = (line, ...kinds) => kinds.map(kind => `${line} ${kind}`);

/**
 * One after the other: what alice does, what she is told and what bob is. The lines come in any order, but those of
 * `inOrder` also in theirs.
 */
const actions = [
  {
    action: 'publishing a camera later',
    act: alice => alice.do(publish, 'video', 'second'),
    local: ['local trackPublished video'],
    remote: ['trackPublished', 'trackSubscribed', 'trackStarted'].map(event => `${event} video alice`)
  },
  {
    action: 'publishing a data track',
    act: alice => alice.do(publish, 'data', 'words'),
    local: ['local trackPublished data'],
    remote: each('trackPublished', 'data alice').concat('trackSubscribed data alice')
  },
  {
    action: 'sending text and bytes',
    act: alice =>
      alice.do(
        `(seat, name) => {
          const { track } = (${named})(seat, name);
          track.send('hello');
          track.send(new Uint8Array(7).buffer);
        }`,
        'words'
      ),
    remote: ['trackMessage hello data alice', 'trackMessage 7 bytes data alice'],
    inOrder: true
  },
  {
    action: 'muting',
    act: alice => alice.do(seat => seat.room.localParticipant.audioTracks.forEach(({ track }) => track.disable())),
    remote: ['trackDisabled audio alice']
  },
  {
    action: 'unmuting',
    act: alice => alice.do(seat => seat.room.localParticipant.audioTracks.forEach(({ track }) => track.enable())),
    remote: ['trackEnabled audio alice']
  },
  {
    action: 'changing a priority',
    act: alice => alice.do(`(seat, name) => void (${named})(seat, name).setPriority('high')`, 'second'),
    remote: ['trackPublishPriorityChanged high video alice']
  },
  {
    action: 'unpublishing',
    act: alice => alice.do(`(seat, name) => void (${named})(seat, name).unpublish()`, 'second'),
    remote: ['trackUnsubscribed video alice', 'trackUnpublished video alice'],
    inOrder: true
  },
  {
    action: 'publishing it again',
    act: alice => alice.do(publish, 'video', 'second'),
    local: ['local trackPublished video'],
    remote: ['trackPublished', 'trackSubscribed', 'trackStarted'].map(event => `${event} video alice`)
  },
  {
    action: 'leaving',
    act: alice => alice.do(seat => void seat.room.disconnect()),
    local: ['disconnected'],
    remote: each('trackUnsubscribed', 'audio alice', 'video alice', 'video alice', 'data alice').concat(
      'participantDisconnected alice'
    )
  }
];

for (const type of ['peer-to-peer', 'group']) {
  describe(`in a ${type} room`, () => {
    let rooms;
    before(async () => (rooms = await openRooms({ type })));
    after(() => rooms?.close());

    test('every action in a room is told as Twilio tells it', async context => {
      const room = await rooms.room();
      const page = await rooms.page();
      const bob = await rooms.join(page, 'bob', room, { audio: false, video: false });
      const alice = await rooms.join(page, 'alice', room);
      await context.test('joining', async () => {
        const seen = ['audio alice', 'video alice'].flatMap(what => [
          `trackSubscribed ${what}`,
          `trackStarted ${what}`
        ]);
        await bob.sees(['participantConnected alice', ...seen]);
        assert.deepEqual(
          (await bob.diary()).sort(),
          ['participantConnected alice', ...seen].sort(),
          'and no trackPublished'
        );
      });
      for (const { action, act, local = [], remote, inOrder } of actions) {
        await context.test(action, async () => {
          const from = { alice: (await alice.diary()).length, bob: (await bob.diary()).length };
          await act(alice);
          await bob.sees(remote, { from: from.bob });
          await alice.sees(local, { from: from.alice });
          const told = { alice: await alice.diary(from.alice), bob: await bob.diary(from.bob) };
          assert.deepEqual(told.alice.sort(), [...local].sort());
          assert.deepEqual(inOrder ? told.bob : told.bob.sort(), inOrder ? remote : [...remote].sort());
        });
      }
      assert.deepEqual(rooms.browser.errors, []);
      await page.close();
    });

    // Whoever comes is greeted with the offer that alice made when she came, before all this.
    test('what somebody did while alone is right for who comes', async () => {
      const room = await rooms.room();
      const page = await rooms.page();
      const alice = await rooms.join(page, 'alice', room);
      await alice.do(seat => seat.room.localParticipant.videoTracks.forEach(one => one.unpublish()));
      await alice.do(publish, 'video', 'second');
      await alice.do(publish, 'data', 'words');
      const bob = await rooms.join(page, 'bob', room);
      await alice.sees(['trackStarted audio bob', 'trackStarted video bob']);
      await bob.sees(['trackStarted audio alice', 'trackStarted video alice', 'trackSubscribed data alice']);
      await nothingIsLeftUnsubscribed(alice, bob);
      assert.deepEqual(
        (await bob.diary()).filter(line => line.startsWith('trackSubscribed')).sort(),
        each('trackSubscribed', 'audio alice', 'data alice', 'video alice')
      );
      assert.deepEqual(rooms.browser.errors, []);
      await page.close();
    });
  });
}
