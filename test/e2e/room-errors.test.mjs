// Every error that Twilio's SDK can tell an application of, as our rooms bring it about.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { WebSocket, WebSocketServer } from 'ws';
import { startServe } from '../serve.mjs';
import { eventually, mediaFlows } from './browser.mjs';
import { openLine } from './line.mjs';
import { openRooms } from './rooms.mjs';
import { refusal } from './seats.mjs';

let rooms, page;
before(async () => {
  rooms = await openRooms();
  page = await rooms.page();
});
after(() => rooms?.close());

const nobody = '0'.repeat(32);
const silent = { audio: false, video: false };
const now = () => Math.floor(Date.now() / 1000);
const endedRoom = async () => {
  const room = await rooms.room();
  await room.end();
  return room.sid;
};

const fullRoom = async () => {
  const room = await rooms.create({ MaxParticipants: 1 });
  await rooms.join(page, 'alice', room, silent);
  return room.sid;
};

/** By what is wrong: what connect() is rejected with, the token and the name of the room. */
const refusals = {
  'no token': [20101, () => 'no token'],
  'a token of another algorithm': [20101, room => rooms.token('eve', room, { header: { alg: 'none' } })],
  'a token of an unknown key': [20103, room => rooms.token('eve', room, { payload: { iss: `SK${nobody}` } })],
  'a token of another account': [20103, room => rooms.token('eve', room, { payload: { sub: `AC${nobody}` } })],
  'an expired token': [
    20104,
    room => rooms.token('eve', room, { payload: { iat: now() - 60, nbf: now() - 60, exp: now() - 1 } })
  ],
  'a token of tomorrow': [20105, room => rooms.token('eve', room, { payload: { nbf: now() + 600 } })],
  'a token without a grant for video': [
    20106,
    room => rooms.token('eve', room, { payload: { grants: { identity: 'eve' } } })
  ],
  'a token of another room': [20106, () => rooms.token('eve', `RM${nobody}`)],
  'a token that somebody else signed': [20107, room => rooms.token('eve', room, { secret: 'of somebody else' })],
  'a room whose name is too long': [53101, () => rooms.token('eve'), () => 'n'.repeat(129)],
  'an unknown name': [53106, () => rooms.token('eve'), () => 'nowhere'],
  'an unknown SID': [53106, () => rooms.token('eve'), () => `RM${nobody}`],
  'a full room': [53105, () => rooms.token('eve'), fullRoom],
  'a room that has ended': [53118, () => rooms.token('eve'), endedRoom]
};

test('connect() is rejected with the code of what is wrong', async context => {
  const room = await rooms.room();
  for (const [wrong, [code, token, name = () => room.sid]] of Object.entries(refusals)) {
    await context.test(`${wrong}: ${code}`, async () => {
      const options = { name: await name(), wsServer: rooms.signalling };
      assert.equal(await refusal(page, token(room.sid), options), code);
      assert.equal(
        await refusal(page, token(room.sid), { ...options, iceServers: [] }),
        code,
        'without asking for ICE'
      );
    });
  }
});

/** Servers that are none: what each does with a hello. */
const strangers = {
  'refuses the hello': socket => socket.send('{"type":"bad","reason":"because"}'),
  'closes the socket': socket => socket.close(1011)
};

describe('connect() is rejected with 53000 by a server that', () => {
  for (const [does, answer] of Object.entries(strangers)) {
    test(does, async context => {
      const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
      context.after(() => server.close());
      server.on('connection', socket => socket.on('message', () => answer(socket)));
      await once(server, 'listening');
      const wsServer = `ws://127.0.0.1:${server.address().port}`;
      assert.equal(await refusal(page, 'any', { wsServer }), 53000);
    });
  }
  test('is not there', async () => {
    const line = await openLine(rooms.call.serve.base);
    await line.close();
    assert.equal(await refusal(page, 'any', { wsServer: line.base.replace('http', 'ws') }), 53000);
  });
});

test('a server that holds as many sockets as it may is busy: 53006', async context => {
  const serve = await startServe(rooms.call.demo, { args: ['--connections', '10'] });
  context.after(() => serve.stop());
  const wsServer = serve.base.replace('http', 'ws') + '/signaling';
  const options = { name: 'nowhere', wsServer };
  const held = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const socket = new WebSocket(wsServer);
      await once(socket, 'open');
      return socket;
    })
  );
  assert.equal(await refusal(page, rooms.token('eve'), options), 53006);
  held[0].close();
  await once(held[0], 'close');
  assert.equal(await refusal(page, rooms.token('eve'), options), 53106, 'there is room again');
});

test('a media worker that carries as many streams as it may takes no other room: 53006', async context => {
  const full = await openRooms({ type: 'group', args: ['--media-workers', '1', '--media-streams', '1'] });
  context.after(() => full.close());
  const [first, second] = [await full.room(), await full.room()];
  const there = await full.page();
  await full.join(there, 'alice', first);
  await eventually(
    'the worker is full',
    () => refusal(there, full.token('eve'), { name: second.sid, wsServer: full.signalling }),
    code => code === 53006
  );
  await first.end();
  await full.join(there, 'eve', second);
});

/** Publications that fail, while the room stays open: the code, what is published one by one, and into which room. */
const publications = {
  'a name that is taken': [53304, ['twice', 'twice']],
  'a name that is too long': [53302, ['n'.repeat(129)]],
  'one track too many': [53203, Array.from({ length: 17 }, (_, i) => `track ${i}`)],
  'a camera in an audio-only room': [53125, ['camera'], 'video', { AudioOnly: true }]
};

test('a publication fails and the room stays open', async context => {
  const room = await rooms.room();
  const publish = (seat, name, kind) =>
    seat.room.localParticipant.publishTrack(seat.make(kind, name)).then(
      () => null,
      error => error.code
    );
  for (const [what, [code, names, kind = 'data', parameters = {}]] of Object.entries(publications)) {
    await context.test(`${what}: ${code}`, async () => {
      const alice = await rooms.join(page, 'alice', await rooms.create(parameters), silent);
      const codes = [];
      for (const name of names) codes.push(await alice.do(publish, name, kind));
      assert.deepEqual(codes, [...names.slice(1).map(() => null), code]);
      await alice.sees(`local trackPublicationFailed ${code} ${kind}`);
      assert.equal(await alice.do(seat => seat.room.state), 'connected');
      await alice.do(seat => void seat.room.disconnect());
    });
  }
  for (const [code, names] of [
    [53304, ['twice', 'twice']],
    [53302, ['n'.repeat(129)]]
  ]) {
    await context.test(`the same when it was given to connect(): ${code}`, async () => {
      const failed = await page.evaluate(
        async ([token, options, names]) => {
          const { LocalDataTrack, connect } = window.Twilio.Video;
          const room = await connect(token, { ...options, tracks: names.map(name => new LocalDataTrack({ name })) });
          const code = await new Promise(resolve =>
            room.localParticipant.once('trackPublicationFailed', error => resolve(error.code))
          );
          const { state } = room;
          room.disconnect();
          return [code, state];
        },
        [rooms.token('alice'), { name: room.sid, wsServer: rooms.signalling, insights: false }, names]
      );
      assert.deepEqual(failed, [code, 'connected']);
    });
  }
});

test('who only watches sees the others, fails to publish, and is dropped for media sent all the same', async () => {
  const room = await rooms.room();
  const far = await rooms.page();
  const alice = await rooms.join(page, 'alice', room);
  const grants = { identity: 'sue', video: { room: room.sid, publish: false } };
  const token = rooms.token('sue', room.sid, { payload: { grants } });
  const sue = await rooms.join(far, 'sue', room, { ...silent, token });
  await mediaFlows({ sue: far }, 1);
  const codes = await sue.do(async seat => {
    const failed = new Promise(resolve => seat.room.once('disconnected', (_, error) => resolve(error.code)));
    const refused = seat.room.localParticipant.publishTrack(seat.make('video', 'camera')).then(
      () => null,
      error => error.code
    );
    return Promise.all([refused, failed]);
  });
  assert.deepEqual(codes, [53203, 53004]);
  assert.deepEqual(
    (await alice.diary()).filter(told => /sue/.test(told) && /[Tt]rack/.test(told)),
    []
  );
  await alice.sees('participantDisconnected sue');
  const options = { name: room.sid, wsServer: rooms.signalling, audio: true };
  assert.equal(await refusal(far, token, options), 53004, 'who comes in sending');
  await room.end();
  await far.close();
});

/** How a stay ends: what brings it about, what the one is told, and what the others. */
const endings = {
  'the session ends': {
    act: ({ room }) => room.end(),
    told: ['disconnected 53118'],
    others: ['disconnected 53118']
  },
  'the room is completed by REST': {
    make: () => rooms.create({}),
    act: ({ room }) => room.end(),
    told: ['disconnected 53118'],
    others: ['disconnected 53118']
  },
  'the same identity joins again': {
    act: ({ room }) => rooms.join(page, 'the same', room, { ...silent, token: rooms.token('alice') }),
    told: ['disconnected 53205'],
    others: ['participantDisconnected alice', 'participantConnected alice']
  }
};

for (const [how, { make = () => rooms.room(), act, told, others }] of Object.entries(endings)) {
  test(`a stay ends since ${how}`, async () => {
    const room = await make();
    const alice = await rooms.join(page, 'alice', room, silent);
    const watching = [await rooms.join(page, 'bob', room, silent), await rooms.join(page, 'carol', room, silent)];
    const before = (await watching[0].others()).find(one => one.identity === 'alice').sid;
    const from = await Promise.all(watching.map(async seat => (await seat.diary()).length));
    await alice.sees(['participantConnected bob', 'participantConnected carol']);
    const mark = (await alice.diary()).length;
    await act({ room });
    await alice.sees(told, { from: mark });
    for (const [i, seat] of watching.entries()) {
      await seat.sees(others, { from: from[i] });
      assert.deepEqual(await seat.diary(from[i]), others, 'and nothing before or between');
      const after = (await seat.others()).find(one => one.identity === 'alice');
      if (after) assert.notEqual(after.sid === before, others.length > 1, 'a new SID for a new stay');
    }
    await room.end();
  });
}

test('a client that floods is told 53004 and dropped, and a call in the same room does not notice', async () => {
  const room = await rooms.room();
  const far = await rooms.page();
  const alice = await rooms.join(page, 'alice', room);
  const bob = await rooms.join(far, 'bob', room);
  await mediaFlows({ alice: page, bob: far }, 1);
  const flood = new WebSocket(rooms.signalling);
  const heard = [];
  flood.on('message', text => heard.push(JSON.parse(text)));
  await once(flood, 'open');
  const token = rooms.token('eve', room.sid);
  const participant = { revision: 1, tracks: [] };
  flood.send(JSON.stringify({ type: 'hello', id: 'eve', timeout: 5000, version: 2 }));
  flood.send(
    JSON.stringify({ type: 'msg', body: { type: 'connect', version: 2, name: room.sid, token, participant } })
  );
  for (const seat of [alice, bob]) await seat.sees('participantConnected eve');
  const ended = once(flood, 'close');
  for (let i = 0; i < 5_000; i++) flood.send('{"type":"heartbeat"}');
  assert.equal((await ended)[0], 1002);
  assert.equal(heard.at(-1).body.code, 53004);
  for (const seat of [alice, bob]) await seat.sees('participantDisconnected eve');
  await mediaFlows({ alice: page, bob: far }, 1);
  for (const seat of [alice, bob])
    assert.deepEqual(
      (await seat.diary()).filter(told => /^(reconn|disconn)/.test(told)),
      []
    );
  await room.end();
  await far.close();
});

test('a guest whom the agent puts out is told so without an error, the others that the guest left', async () => {
  const room = await rooms.room();
  const guest = await room.guest();
  const alice = await rooms.join(page, 'alice', room, silent);
  const bob = await rooms.join(page, 'bob', room, { ...silent, token: guest.token });
  await alice.sees(`participantConnected ${guest.identity}`);
  await guest.remove();
  await bob.sees('disconnected');
  await alice.sees(`participantDisconnected ${guest.identity}`);
  await room.end();
});
