// The REST API of our rooms, judged by Twilio's own client: whatever it asks of rooms with people in them is answered as it expects,
// and it takes our status callbacks for Twilio's.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import twilio from 'twilio';
import { startDemo } from '../flex-video.mjs';
import { until } from '../open-call.mjs';
import { join, track } from '../room-client.mjs';
import { startServe } from '../serve.mjs';

/** A client of the account whose Video API is at `base`. */
function clientOf(base, { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token }) {
  const client = twilio(account, token);
  client.video.baseUrl = base;
  return client;
}

/** Takes status callbacks; `answer(path)` may say another status than 200, or never settle. */
async function listen(answer = () => 200) {
  const calls = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const { method, url, headers } = request;
    const address = `http://127.0.0.1:${server.address().port}${url}`;
    const form = new URLSearchParams(method === 'GET' ? url.split('?')[1] : body);
    const status = await answer(url, calls.length);
    calls.push({ method, address, status, signature: headers['x-twilio-signature'], form: Object.fromEntries(form) });
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    calls,
    url: path => `http://127.0.0.1:${server.address().port}${path}`,
    events: path => calls.filter(call => call.address.includes(path)).map(call => call.form.StatusCallbackEvent),
    stop: () => {
      server.closeAllConnections();
      server.close();
    }
  };
}

const demo = await startDemo();
process.once('exit', () => demo.child.kill());
const serve = await startServe(demo);
process.once('exit', () => serve.child().kill());
after(async () => {
  await serve.stop();
  await demo.stop();
});

for (const [name, base, credentials] of [
  ['demo', demo.base, await demo.environment()],
  ['serve', serve.base, serve.credentials]
]) {
  describe(`flex-video ${name}`, () => {
    const client = clientOf(base, credentials);
    const { rooms } = client.video.v1;
    const unique = room => `${name}-${room}`;
    let hooks;
    before(async () => (hooks = await listen()));
    after(() => hooks.stop());

    test('a room is made, found, listed and ended', async () => {
      const wish = {
        uniqueName: unique('all/of it'),
        type: 'peer-to-peer',
        maxParticipants: 3,
        statusCallback: hooks.url('/made'),
        statusCallbackMethod: 'GET',
        recordParticipantsOnConnect: false,
        transcribeParticipantsOnConnect: false,
        videoCodecs: ['H264'],
        mediaRegion: 'de1',
        recordingRules: [{ type: 'exclude', all: true }],
        audioOnly: true,
        maxParticipantDuration: 700,
        emptyRoomTimeout: 7,
        unusedRoomTimeout: 8,
        largeRoom: false,
        enableTurn: true
      };
      const made = await rooms.create(wish);
      const echoed = Object.keys(wish).filter(key => !/^transcribe|^recordingRules/.test(key));
      assert.deepEqual(Object.fromEntries(echoed.map(key => [key, made[key]])), {
        ...Object.fromEntries(echoed.map(key => [key, wish[key]]))
      });
      assert.equal(made.status, 'in-progress');
      assert.equal(made.accountSid, credentials.TWILIO_ACCOUNT_SID);
      assert.ok(Math.abs(made.dateCreated - Date.now()) < 20_000);
      assert.deepEqual((await rooms(made.sid).fetch()).toJSON(), made.toJSON());
      assert.deepEqual((await rooms(encodeURIComponent(wish.uniqueName)).fetch()).toJSON(), made.toJSON());
      assert.ok((await rooms.list()).some(room => room.sid === made.sid));
      const ended = await rooms(made.sid).update({ status: 'completed' });
      assert.equal(ended.status, 'completed');
      assert.equal(ended.duration, Math.trunc((ended.endTime - ended.dateCreated) / 1000));
      assert.equal((await rooms(made.sid).fetch()).status, 'completed');
      assert.ok((await rooms.list()).every(room => room.sid !== made.sid));
      assert.ok((await rooms.list({ status: 'completed' })).some(room => room.sid === made.sid));
      await until('both callbacks', () => hooks.events('/made').length === 2);
      assert.deepEqual(hooks.events('/made'), ['room-created', 'room-ended']);
    });

    test('a long list comes page by page', async () => {
      const since = new Date();
      since.setMilliseconds(0);
      const made = [];
      for (let i = 0; i < 5; i++) made.unshift((await rooms.create({ uniqueName: unique(`page${i}`) })).sid);
      const own = list => list.map(room => room.sid).filter(sid => made.includes(sid));
      assert.deepEqual(own(await rooms.list({ pageSize: 2, dateCreatedAfter: since })), made);
      assert.deepEqual(own(await rooms.list({ limit: 3, dateCreatedAfter: since })), made.slice(0, 3));
      const first = await rooms.page({ pageSize: 2, dateCreatedAfter: since });
      const second = await first.nextPage();
      assert.deepEqual(own(second.instances), made.slice(2, 4));
      assert.deepEqual(own((await second.previousPage()).instances), made.slice(0, 2));
      assert.equal(first.previousPageUrl, undefined);
      assert.deepEqual(own(await rooms.list({ uniqueName: unique('page3') })), [made[1]]);
      assert.deepEqual(await rooms.list({ dateCreatedBefore: new Date(0) }), []);
    });

    test('the people in a room and their tracks are read', async () => {
      const room = await rooms.create({ uniqueName: unique('people') });
      const ada = await join(base, credentials, {
        room: room.uniqueName,
        identity: 'ada',
        tracks: [track('camera'), track('mic', 'audio', false), track('chat', 'data')]
      });
      const ben = await join(base, credentials, { room: room.sid, identity: 'ben/1' });
      const people = rooms(room.sid).participants;
      assert.deepEqual(
        (await people.list()).map(one => [one.sid, one.identity, one.status]),
        [
          [ben.sid, 'ben/1', 'connected'],
          [ada.sid, 'ada', 'connected']
        ]
      );
      assert.equal((await people(encodeURIComponent('ben/1')).fetch()).sid, ben.sid);
      assert.deepEqual(
        (await people.list({ identity: 'ada' })).map(one => one.sid),
        [ada.sid]
      );
      const who = await people('ada').fetch();
      assert.equal(who.sid, ada.sid);
      assert.ok(Math.abs(who.startTime - Date.now()) < 20_000);
      assert.equal(who.endTime, null);
      const published = await people('ada').publishedTracks.list();
      assert.deepEqual(published.map(one => [one.name, one.kind, one.enabled, one.sid]).reverse(), [
        ['camera', 'video', true, ada.published['camera-id'].sid],
        ['mic', 'audio', false, ada.published['mic-id'].sid],
        ['chat', 'data', true, ada.published['chat-id'].sid]
      ]);
      const camera = published.at(-1);
      assert.equal((await people('ada').publishedTracks(camera.sid).fetch()).name, 'camera');
      const heard = await people(ben.sid).subscribedTracks.list();
      assert.deepEqual(
        heard.map(one => one.sid),
        published.map(one => one.sid)
      );
      assert.equal((await people(ben.sid).subscribedTracks(heard[0].sid).fetch()).publisherSid, ada.sid);
      assert.deepEqual(await rooms(room.sid).recordings.list(), []);
      assert.deepEqual(await rooms(room.sid).transcriptions.list(), []);
      ada.leave();
      ben.leave();
      await until('everybody has left', async () => (await people.list()).length === 0);
      const past = await people.list({ status: 'disconnected' });
      assert.deepEqual(
        past.map(one => one.identity),
        ['ben/1', 'ada']
      );
      assert.ok(past.every(one => one.endTime >= one.startTime && one.duration >= 0));
      await rooms(room.sid).update({ status: 'completed' });
      assert.equal((await rooms(room.sid).participants.list()).length, 2, 'of a room that has ended, who was there');
    });

    test('rules are kept', async () => {
      const room = await rooms.create({});
      await join(base, credentials, { room: room.sid, identity: 'ada' });
      const recording = rooms(room.sid).recordingRules;
      assert.equal((await recording.fetch()).rules[0].type, 'exclude');
      const rules = [{ type: 'exclude', kind: 'video' }];
      assert.equal((await recording.update({ rules })).rules[0].kind, 'video');
      assert.equal((await recording.fetch()).rules[0].kind, 'video');
      const subscribe = rooms(room.sid).participants('ada').subscribeRules;
      assert.equal((await subscribe.fetch()).rules[0].all, true);
      assert.equal((await subscribe.update({ rules })).rules[0].kind, 'video');
      assert.equal((await subscribe.fetch()).rules[0].type, 'exclude');
      await rooms(room.sid).update({ status: 'completed' });
    });

    test('what the API does reaches the people in the room', async () => {
      const room = await rooms.create({ maxParticipants: 2, audioOnly: true });
      const ada = await join(base, credentials, { room: room.sid, identity: 'ada', tracks: [track('camera')] });
      assert.equal(ada.published['camera-id'].error.code, 53125);
      const ben = await join(base, credentials, { room: room.sid, identity: 'ben' });
      await assert.rejects(join(base, credentials, { room: room.sid, identity: 'eve' }), { code: 53105 });
      const gone = await rooms(room.sid).participants('ada').update({ status: 'disconnected' });
      assert.equal(gone.status, 'disconnected');
      assert.equal(await ada.ended, 'disconnected');
      await rooms(room.sid).update({ status: 'completed' });
      assert.equal(await ben.ended, 'completed');
      await assert.rejects(join(base, credentials, { room: room.sid, identity: 'ada' }), { code: 53118 });
    });

    test('callbacks tell all that happens, in its order and signed', async () => {
      const room = await rooms.create({ uniqueName: unique('told'), statusCallback: hooks.url('/told?for=1') });
      const ada = await join(base, credentials, { room: room.sid, identity: 'ada', tracks: [track('camera')] });
      await ada.publish([track('camera', 'video', false), track('mic', 'audio')]);
      await ada.publish([track('camera')]);
      ada.leave();
      await until('the leaving', () => hooks.events('/told').includes('participant-disconnected'));
      await rooms(room.sid).update({ status: 'completed' });
      await until('the end', () => hooks.events('/told').includes('room-ended'));
      assert.deepEqual(hooks.events('/told'), [
        'room-created',
        'participant-connected',
        'track-added',
        'track-disabled',
        'track-added',
        'track-removed',
        'track-enabled',
        'track-removed',
        'participant-disconnected',
        'room-ended'
      ]);
      const told = hooks.calls.filter(call => call.address.includes('/told'));
      for (const { method, address, signature, form } of told) {
        assert.equal(method, 'POST');
        assert.ok(
          twilio.validateRequest(credentials.TWILIO_AUTH_TOKEN, signature, address, form),
          form.StatusCallbackEvent
        );
        assert.ok(!twilio.validateRequest('another token', signature, address, form));
        assert.equal(form.AccountSid, credentials.TWILIO_ACCOUNT_SID);
        assert.deepEqual([form.RoomSid, form.RoomName, form.RoomType], [room.sid, room.uniqueName, 'peer-to-peer']);
        assert.ok(Math.abs(new Date(form.Timestamp) - Date.now()) < 20_000);
      }
      assert.deepEqual(
        told.map(call => Number(call.form.SequenceNumber)),
        [...told.keys()]
      );
      const of = event => told.find(call => call.form.StatusCallbackEvent === event).form;
      assert.deepEqual(
        [of('participant-connected').ParticipantSid, of('participant-connected').ParticipantIdentity],
        [ada.sid, 'ada']
      );
      assert.equal(of('participant-connected').ParticipantStatus, 'connected');
      assert.equal(of('participant-disconnected').ParticipantStatus, 'disconnected');
      assert.match(of('participant-disconnected').ParticipantDuration, /^\d+$/);
      assert.deepEqual(
        [of('track-added').TrackSid, of('track-added').TrackKind, of('track-added').TrackName],
        [ada.published['camera-id'].sid, 'video', 'camera']
      );
      assert.equal(of('room-ended').RoomStatus, 'completed');
      assert.match(of('room-ended').RoomDuration, /^\d+$/);
    });

    test('callbacks by GET are signed with their query', async () => {
      const room = await rooms.create({ statusCallback: hooks.url('/got?a=b%20c'), statusCallbackMethod: 'GET' });
      await until('the callback', () => hooks.events('/got').length === 1);
      const { method, address, signature, form } = hooks.calls.find(call => call.address.includes('/got'));
      assert.equal(method, 'GET');
      assert.equal(form.RoomSid, room.sid);
      assert.ok(twilio.validateRequest(credentials.TWILIO_AUTH_TOKEN, signature, address, {}));
      await rooms(room.sid).update({ status: 'completed' });
    });

    test('a callback that fails is sent again, one that hangs holds up nobody', async () => {
      const seen = { shaky: 0 };
      const fickle = await listen(path => {
        if (path === '/hangs') return new Promise(() => {});
        return path === '/shaky' && ++seen.shaky < 3 ? 503 : 200;
      });
      try {
        const stuck = await rooms.create({ statusCallback: fickle.url('/hangs') });
        const shaky = await rooms.create({ statusCallback: fickle.url('/shaky') });
        await rooms(shaky.sid).update({ status: 'completed' });
        await until('the end of the shaky one', () => fickle.events('/shaky').includes('room-ended'));
        assert.deepEqual(fickle.events('/shaky'), ['room-created', 'room-created', 'room-created', 'room-ended']);
        assert.equal((await rooms(stuck.sid).update({ status: 'completed' })).status, 'completed');
      } finally {
        fickle.stop();
      }
    });
  });
}

test('a room and its callbacks go on through a restart of serve', async () => {
  const hooks = await listen();
  const { rooms } = clientOf(serve.base, serve.credentials).video.v1;
  const room = await rooms.create({
    uniqueName: 'lasting',
    emptyRoomTimeout: 9,
    statusCallback: hooks.url('/lasting')
  });
  await serve.restart('SIGTERM');
  const back = await rooms('lasting').fetch();
  assert.deepEqual(
    [back.sid, back.emptyRoomTimeout, back.statusCallback, back.dateCreated.getTime()],
    [room.sid, 9, room.statusCallback, room.dateCreated.getTime()]
  );
  await rooms(back.sid).update({ status: 'completed' });
  await until('the end', () => hooks.events('/lasting').includes('room-ended'));
  assert.ok(Number(hooks.calls.at(-1).form.SequenceNumber) > Number(hooks.calls[0].form.SequenceNumber));
  hooks.stop();
});
