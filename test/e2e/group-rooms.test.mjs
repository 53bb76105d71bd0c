// Group rooms with the published bundle of Twilio's SDK: each browser has one peer connection, with a media worker of ours.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, mediaFlows, received } from './browser.mjs';
import { launchFirefox } from './firefox.mjs';
import { openLine } from './line.mjs';
import { openRooms, seeded } from './rooms.mjs';
import { refusal } from './seats.mjs';

let rooms, firefox;
before(async () => {
  rooms = await openRooms({ args: ['--media-workers', '1'] });
  firefox = await launchFirefox();
});
after(async () => {
  await firefox?.close();
  await rooms?.close();
});

const group = parameters => rooms.create({ Type: 'group', ...parameters });
const trouble = seat => seat.diary().then(told => told.filter(line => /^(reconnecting|disconnected)/.test(line)));
const publish = (seat, kind, name) => seat.room.localParticipant.publishTrack(seat.make(kind, name)).then(() => {});
const connections = page =>
  page.evaluate(() => window.__peerConnections.map(one => one.signalingState).filter(state => state !== 'closed'));

/** Waits until each of the seats has subscribed to exactly what the others publish. */
async function everybodyHasEverything(seats) {
  const own = await Promise.all(seats.map(seat => seat.do(seat => seat.own())));
  for (const [i, seat] of seats.entries()) {
    await eventually(
      'everything is subscribed',
      async () => (await seat.others()).flatMap(({ tracks }) => tracks),
      tracks =>
        tracks.every(({ subscribed }) => subscribed) &&
        JSON.stringify(tracks.map(({ sid }) => sid).sort()) ===
          JSON.stringify(
            own
              .filter((_, j) => j !== i)
              .flat()
              .sort()
          )
    );
  }
}

/** Three in a room of their own: each has its page, in the browsers given. */
async function three(context, browsers = []) {
  const room = await group();
  const pages = {};
  const seats = {};
  for (const [i, who] of ['alice', 'bob', 'carol'].entries()) {
    pages[who] = await rooms.page(browsers[i]);
    seats[who] = await rooms.join(pages[who], who, room);
  }
  context.after(async () => {
    await room.end();
    for (const page of Object.values(pages)) await page.close();
  });
  return { room, pages, ...seats, all: Object.values(seats) };
}

test('three meet: each over one connection; the last to come sees both, and who leaves is gone', async context => {
  const { pages, alice, bob, carol, all } = await three(context);
  await mediaFlows(pages, 2);
  await everybodyHasEverything(all);
  for (const page of Object.values(pages)) assert.deepEqual(await connections(page), ['stable']);
  await carol.do(seat => void seat.room.disconnect());
  for (const seat of [alice, bob]) await seat.sees('participantDisconnected carol');
  await everybodyHasEverything([alice, bob]);
  await mediaFlows({ alice: pages.alice, bob: pages.bob }, 1);
  for (const seat of [alice, bob]) assert.deepEqual(await trouble(seat), []);
});

for (const order of [
  ['Chromium', 'Firefox', 'Chromium'],
  ['Firefox', 'Chromium', 'Firefox']
]) {
  test(`${order.join(', ')} meet in this order`, async context => {
    const { pages, alice, bob, carol, all } = await three(
      context,
      order.map(name => (name === 'Firefox' ? firefox : undefined))
    );
    await mediaFlows(pages, 2);
    await bob.do(publish, 'data', 'words');
    await bob.do(publish, 'video', 'second');
    await everybodyHasEverything(all);
    await bob.do(seat => [...seat.room.localParticipant.dataTracks.values()][0].track.send('hello'));
    for (const seat of [alice, carol]) await seat.sees(['trackMessage hello data bob', 'trackStarted video bob']);
    await bob.do(seat => seat.room.localParticipant.videoTracks.forEach(one => one.unpublish()));
    for (const seat of [alice, carol]) await seat.sees(['trackUnpublished video bob', 'trackUnpublished video bob']);
    await everybodyHasEverything(all);
    for (const seat of all) assert.deepEqual(await trouble(seat), []);
  });
}

test('data tracks carry text and bytes in their order, to those who come later too', async context => {
  const { room, alice, bob, carol } = await three(context);
  await alice.do(publish, 'data', 'words');
  await alice.sees('local trackPublished data');
  for (const seat of [bob, carol]) await seat.sees('trackSubscribed data alice');
  const dora = await rooms.join(await rooms.page(), 'dora', room, { audio: false, video: false });
  await dora.sees('trackSubscribed data alice');
  await alice.do(seat => {
    const [{ track }] = seat.room.localParticipant.dataTracks.values();
    for (let i = 0; i < 20; i++) track.send(`word ${i}`);
    track.send('');
    track.send(new Uint8Array(60_000).buffer);
    track.send('x'.repeat(60_000));
    track.send('the last');
  });
  for (const seat of [bob, carol, dora]) {
    await seat.sees('trackMessage the last data alice');
    const told = (await seat.diary()).filter(line => line.startsWith('trackMessage'));
    assert.deepEqual(
      told.slice(0, 20),
      Array.from({ length: 20 }, (_, i) => `trackMessage word ${i} data alice`)
    );
    assert.deepEqual(told.slice(21), [
      'trackMessage 60000 bytes data alice',
      `trackMessage ${'x'.repeat(60_000)} data alice`,
      'trackMessage the last data alice'
    ]);
  }
});

test('a data track arrives in the way in which it was published: in order or not, sent again or not', async context => {
  const ways = {
    'in order': {},
    'any order, sent once': { ordered: false, maxRetransmits: 0 },
    'for 300 ms': { maxPacketLifeTime: 300 }
  };
  const { alice, bob, carol } = await three(context);
  for (const [name, way] of Object.entries(ways))
    await alice.do(
      async (seat, name, way) =>
        void (await seat.room.localParticipant.publishTrack(new window.Twilio.Video.LocalDataTrack({ name, ...way }))),
      name,
      way
    );
  for (const seat of [bob, carol]) {
    await seat.sees(Array(3).fill('trackSubscribed data alice'));
    const arrived = await seat.do(seat => {
      const alice = [...seat.room.participants.values()].find(({ identity }) => identity === 'alice');
      const tracks = [...alice.dataTracks.values()].map(({ track, trackName: name }) => [
        name,
        [track.ordered, track.maxRetransmits, track.maxPacketLifeTime, track.reliable]
      ]);
      return Object.fromEntries(tracks);
    });
    assert.deepEqual(arrived, {
      'in order': [true, null, null, true],
      'any order, sent once': [false, 0, null, false],
      'for 300 ms': [true, null, 300, false]
    });
  }
  await alice.do(seat => {
    for (const { track } of seat.room.localParticipant.dataTracks.values())
      for (let i = 0; i < 20; i++) track.send(`${track.name} ${i}`);
  });
  const words = Object.keys(ways).flatMap(name =>
    Array.from({ length: 20 }, (_, i) => `trackMessage ${name} ${i} data alice`)
  );
  for (const seat of [bob, carol]) {
    await seat.sees(words);
    const inOrder = (await seat.diary()).filter(line => line.startsWith('trackMessage in order'));
    assert.deepEqual(inOrder, words.slice(0, 20));
  }
});

for (const preferredVideoCodecs of [[{ codec: 'VP8', simulcast: true }], ['H264'], 'auto']) {
  test(`who publishes with ${JSON.stringify(preferredVideoCodecs)} is seen`, async context => {
    const room = await group();
    const pages = { alice: await rooms.page(), bob: await rooms.page() };
    context.after(() => room.end());
    await rooms.join(pages.alice, 'alice', room, { preferredVideoCodecs, video: { width: 640, height: 360 } });
    const bob = await rooms.join(pages.bob, 'bob', room);
    await mediaFlows(pages, 1);
    assert.deepEqual(await trouble(bob), []);
  });
}

test('new ICE credentials and a cut socket leave connection and media as they were', async context => {
  const line = await openLine(rooms.call.serve.base);
  context.after(() => line.close());
  const room = await group();
  const pages = { alice: await rooms.page(), bob: await rooms.page() };
  context.after(() => room.end());
  const alice = await rooms.join(pages.alice, 'alice', room, {
    wsServer: line.base.replace('http', 'ws') + '/signaling'
  });
  const bob = await rooms.join(pages.bob, 'bob', room);
  await mediaFlows(pages, 1);
  const ufrags = () =>
    pages.alice.evaluate(() =>
      window.__peerConnections
        .filter(one => one.signalingState === 'stable')
        .map(one => /a=ice-ufrag:(\S+)/.exec(one.remoteDescription.sdp)[1])
    );
  const before = await ufrags();
  // As the SDK does by itself when the network has changed.
  await alice.do(seat => {
    const { _peerConnections } = seat.room._signaling._peerConnectionManager;
    for (const one of _peerConnections.values()) one._initiateIceRestart();
  });
  await eventually('the answer has other credentials', ufrags, now => now.length === 1 && now[0] !== before[0]);
  await mediaFlows(pages, 1);
  line.cut();
  await alice.sees(['reconnecting 53001', 'reconnected']);
  await bob.sees(['participantReconnecting alice', 'participantReconnected alice']);
  await alice.do(publish, 'video', 'second');
  await bob.sees(['trackStarted video alice', 'trackStarted video alice']);
  await mediaFlows(pages, 1);
  assert.equal(await pages.alice.evaluate(() => window.__peerConnections.length), 1, 'the same connection');
  assert.ok((await received(pages.bob)).videoTracks >= 2);
});

test('of a hundred tracks that three publish and take back at once none is lost', async context => {
  const choose = seeded('publishing');
  const { pages, all } = await three(context);
  await Promise.all(
    all.map(async seat => {
      for (let i = 0; i < 34; i++) {
        const name = `track ${i}`;
        await seat.do(publish, ['audio', 'video', 'data'][choose(3)], name);
        if (choose(4) > 0)
          await seat.do((seat, name) => {
            [...seat.room.localParticipant.tracks.values()].find(one => one.trackName === name).unpublish();
          }, name);
        if ((await seat.do(seat => seat.own().length)) < 10) continue;
        await seat.do(seat => {
          for (const one of seat.room.localParticipant.tracks.values())
            if (one.trackName.startsWith('track')) one.unpublish();
        });
      }
    })
  );
  await everybodyHasEverything(all);
  await mediaFlows(pages, 2);
  for (const seat of all) assert.deepEqual(await trouble(seat), []);
  for (const page of Object.values(pages)) assert.equal((await connections(page)).length, 1);
  assert.deepEqual(rooms.browser.errors, []);
});

test('only who may comes into a room, and as many as it is for', async context => {
  const room = await group({ MaxParticipants: 2 });
  assert.equal(room.type, 'group');
  context.after(() => room.end());
  const page = await rooms.page();
  const silent = { audio: false, video: false };
  const options = { name: room.sid, wsServer: rooms.signalling };
  assert.equal(await refusal(page, rooms.token('eve', `RM${'0'.repeat(32)}`), options), 20106);
  await rooms.join(page, 'alice', room, silent);
  await rooms.join(page, 'bob', room, silent);
  assert.equal(await refusal(page, rooms.token('eve', room.sid), options), 53105);
});
