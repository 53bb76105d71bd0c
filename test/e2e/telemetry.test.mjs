// The telemetry that Twilio's SDK sends during a call, and what becomes of a call without it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from './browser.mjs';
import { accessToken, openRooms } from './rooms.mjs';

let rooms, gateway;
before(async () => {
  rooms = await openRooms();
  gateway = rooms.call.serve.base.replace('http', 'ws') + '/v1/VideoEvents';
});
after(() => rooms?.close());

/** Joins with telemetry, and notes every frame of its socket. */
async function joinWithTelemetry(options) {
  const page = await rooms.page();
  const frames = [];
  const sockets = [];
  page.on('websocket', socket => {
    if (!socket.url().endsWith('/v1/VideoEvents')) return;
    sockets.push(socket);
    for (const event of ['framesent', 'framereceived'])
      socket.on(event, ({ payload }) => frames.push({ event, ...JSON.parse(payload) }));
  });
  const room = await rooms.room();
  const alice = await rooms.join(page, 'alice', room, { insights: true, wsServerInsights: gateway, ...options });
  return { alice, room, page, frames, sockets };
}

const connected = alice => alice.do(seat => seat.room.state);

test('telemetry is connected with a session, takes the events of a call, and says nothing more', async () => {
  const { alice, room, page, frames, sockets } = await joinWithTelemetry();
  await eventually(
    'events are sent',
    () => frames.filter(({ type }) => type === 'event'),
    events => events.length > 10
  );
  const [hello, answer] = frames;
  assert.equal(hello.type, 'connect');
  assert.equal(hello.publisher.roomSid, room.sid);
  assert.deepEqual([answer.event, answer.type, typeof answer.session], ['framereceived', 'connected', 'string']);
  assert.deepEqual(
    frames.filter(({ event }) => event === 'framereceived'),
    [answer]
  );
  assert.ok(frames.slice(2).every(({ session }) => session === answer.session));
  await alice.do(seat => seat.room.disconnect() && undefined);
  await eventually(
    'it closes with the call',
    () => sockets.map(one => one.isClosed()),
    closed => closed.every(Boolean)
  );
  assert.equal(sockets.length, 1);
  await room.end();
  await page.close();
});

test('a bad token is told so, and a gateway that is not there costs the call nothing', async () => {
  const page = await rooms.page();
  const answer = await page.evaluate(
    ([gateway, token]) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(gateway);
        socket.onopen = () => socket.send(JSON.stringify({ type: 'connect', version: 1, token }));
        socket.onmessage = ({ data }) => (socket.close(), resolve(JSON.parse(data)));
        socket.onerror = reject;
      }),
    [gateway, accessToken(rooms.call.serve.credentials, 'eve', undefined, { secret: 'of somebody else' })]
  );
  assert.equal(answer.type, 'error');
  assert.equal(typeof answer.message, 'string');
  const { alice, room } = await joinWithTelemetry({ wsServerInsights: gateway + '/not/there' });
  assert.equal(await connected(alice), 'connected');
  await room.end();
});
