// What takes its time in our rooms, side by side: a line that breaks, a tab that closes, a server or media that stay away.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { eventually, everythingDecodes, mediaFlows } from './browser.mjs';
import { openLine } from './line.mjs';
import { openRooms, seeded } from './rooms.mjs';
import { nothingIsLeftUnsubscribed, refusal } from './seats.mjs';

let rooms;
before(async () => (rooms = await openRooms()));
after(() => rooms?.close());

const silent = { audio: false, video: false };

const minute = 60_000;
// Twilio's least MaxParticipantDuration is ten minutes: only script/test --full has them.
const hasTenMinutes = process.env.FLEX_VIDEO_TEST_FULL !== undefined;

// Not all at once: their pages would keep two cores from decoding.
describe('side by side', { concurrency: 3 }, () => {
  test('the line is cut at random in a call that goes on publishing, and no track is lost', async context => {
    const choose = seeded('cuts');
    const line = await openLine(rooms.call.serve.base);
    context.after(() => line.close());
    const room = await rooms.room();
    const [near, far] = [await rooms.page(), await rooms.page()];
    const wsServer = line.base.replace('http', 'ws') + '/signaling';
    const alice = await rooms.join(near, 'alice', room, { wsServer });
    const bob = await rooms.join(far, 'bob', room, { wsServer });
    await alice.sees('trackStarted video bob');
    await bob.sees('trackStarted video alice');
    const until = Date.now() + minute;
    let cuts = 0;
    const publishing = [];
    for (; Date.now() < until; cuts++) {
      if (publishing.length < 10 && choose(3) === 0)
        publishing.push(
          [alice, bob][choose(2)].do(
            (seat, name) => seat.room.localParticipant.publishTrack(seat.make('data', name)).then(() => 'published'),
            `after cut ${cuts}`
          )
        );
      await pass(choose(3_000)); // at random is what is asked for
      line.cut();
    }
    console.error(`# ${cuts} cuts, ${publishing.length} tracks published between`);
    assert.deepEqual(new Set(await Promise.all(publishing)), new Set(['published']));
    await nothingIsLeftUnsubscribed(alice, bob);
    for (const page of [near, far]) await everythingDecodes(page, 1);
    for (const seat of [alice, bob]) {
      const lost = (await seat.diary()).filter(told => /Unpublished|isconnected /.test(told));
      assert.deepEqual(lost, []);
      assert.equal(await seat.do(seat => seat.room.state), 'connected');
    }
    await room.end();
  });

  const trouble = seat => seat.diary().then(told => told.filter(line => /^(reconnecting|disconnected)/.test(line)));

  test('of three one closes the tab; the others are rid of it and stay', async () => {
    const room = await rooms.room();
    const pages = [await rooms.page(), await rooms.page(), await rooms.page()];
    const seats = await Promise.all(['alice', 'bob', 'carol'].map((who, i) => rooms.join(pages[i], who, room)));
    const [alice, bob] = seats;
    await mediaFlows({ alice: pages[0], bob: pages[1], carol: pages[2] }, 2);
    await pages[2].close({ runBeforeUnload: false });
    for (const seat of [alice, bob]) await seat.sees('participantDisconnected carol');
    await pass(minute); // the requirement itself
    for (const seat of [alice, bob]) assert.deepEqual(await trouble(seat), []);
    await mediaFlows({ alice: pages[0], bob: pages[1] }, 1);
    await room.end();
  });

  test('of two one closes the tab; the other stays past the 53405 trap, and a newcomer is heard', async () => {
    const room = await rooms.room();
    const pages = [await rooms.page(), await rooms.page(), await rooms.page()];
    const alice = await rooms.join(pages[0], 'alice', room);
    await rooms.join(pages[1], 'bob', room);
    await mediaFlows({ alice: pages[0], bob: pages[1] }, 1);
    await pages[1].close();
    await alice.sees('participantDisconnected bob');
    await pass(10_000); // without its peer's end the SDK would give up after 7.6 s
    const carol = await rooms.join(pages[2], 'carol', room);
    await mediaFlows({ alice: pages[0], carol: pages[2] }, 1);
    assert.deepEqual(await trouble(alice), []);
    await room.end();
    for (const seat of [alice, carol]) await seat.sees('disconnected 53118');
  });

  test('a line falls silent past the grace: the media is given up, and comes back with the line', async context => {
    const line = await openLine(rooms.call.serve.base);
    context.after(() => line.close());
    const room = await rooms.room();
    const pages = { alice: await rooms.page(), bob: await rooms.page() };
    const wsServer = line.base.replace('http', 'ws') + '/signaling';
    const alice = await rooms.join(pages.alice, 'alice', room, { wsServer });
    const bob = await rooms.join(pages.bob, 'bob', room);
    await mediaFlows(pages, 1);
    line.fallSilent();
    await bob.sees('participantReconnecting alice');
    await eventually(
      'bob has no connection',
      () => pages.bob.evaluate(() => window.__peerConnections.filter(one => one.signalingState !== 'closed').length),
      open => open === 0
    );
    await alice.sees('reconnecting 53001');
    line.recover();
    await bob.sees('participantReconnected alice');
    await alice.sees('reconnected');
    await mediaFlows(pages, 1);
    // On the new connection the SDK has tracks of their own for the same publications.
    for (const seat of [alice, bob]) {
      const tracks = await seat.do(seat => {
        const publications = [...seat.room.participants.values()].flatMap(other => [...other.tracks.values()]);
        return publications.map(({ kind, track }) => `${kind} ${track?.mediaStreamTrack.readyState}`).sort();
      });
      assert.deepEqual(tracks, ['audio live', 'video live']);
    }
    const lost = (await bob.diary()).filter(told => /Unpublished|isconnected|^reconnecting/.test(told));
    assert.deepEqual(lost, []);
    await room.end();
  });

  test('a stay as long as the room allows: 53216', { skip: !hasTenMinutes }, async () => {
    const room = await rooms.create({ MaxParticipantDuration: 600 });
    const alone = await rooms.page();
    const alice = await rooms.join(alone, 'alice', room, silent);
    await alice.sees('disconnected 53216', { within: 11 * minute });
    await room.end();
  });

  test('a server that never answers: connect() is rejected with 53000', async context => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    context.after(() => server.close());
    await once(server, 'listening');
    const page = await rooms.page();
    assert.equal(await refusal(page, 'any', { wsServer: `ws://127.0.0.1:${server.address().port}` }), 53000);
  });

  test('a server that stays away: 53001, when the SDK has tried for its half minute', async context => {
    const line = await openLine(rooms.call.serve.base);
    context.after(() => line.close());
    const room = await rooms.room();
    const alone = await rooms.page();
    const wsServer = line.base.replace('http', 'ws') + '/signaling';
    const alice = await rooms.join(alone, 'alice', room, { ...silent, wsServer });
    line.down();
    await alice.sees(['reconnecting 53001', 'disconnected 53001']);
    assert.deepEqual((await alice.diary()).slice(-2), ['reconnecting 53001', 'disconnected 53001']);
  });

  /** Two in a call, of whom bob's connections then die behind the back of his SDK, which goes on signalling. */
  const loseMedia = async () => {
    const room = await rooms.room();
    const [near, far] = [await rooms.page(), await rooms.page()];
    const alice = await rooms.join(near, 'alice', room);
    const bob = await rooms.join(far, 'bob', room);
    await Promise.all([alice, bob].map((seat, i) => seat.sees(`trackStarted video ${['bob', 'alice'][i]}`)));
    return { alice, far, die: () => far.evaluate(() => window.__peerConnections.forEach(one => one.close())) };
  };

  test('media that one side has lost comes back on a new connection', async () => {
    const { alice, die } = await loseMedia();
    await die();
    await alice.sees(['reconnecting 53405', 'reconnected']);
  });

  test('media that is lost for good: 53405', async () => {
    const { alice, far, die } = await loseMedia();
    // what bob opens from now on leads nowhere
    await far.evaluate(() => {
      window.RTCPeerConnection = new Proxy(window.RTCPeerConnection, {
        construct: (target, [configuration], made) =>
          Reflect.construct(target, [{ ...configuration, iceServers: [], iceTransportPolicy: 'relay' }], made)
      });
    });
    await die();
    await alice.sees(['reconnecting 53405', 'disconnected 53405']);
  });
});
