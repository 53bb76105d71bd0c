// REST for recordings and compositions, judged by Twilio's own client: files are had, in whole and in part, and deleted.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import twilio from 'twilio';
import { startDemo } from '../flex-video.mjs';
import { until } from '../open-call.mjs';
import { putRecordings, someSid } from '../recorded-room.mjs';
import { startServe } from '../serve.mjs';

let demo, serve, client;
before(async () => {
  demo = await startDemo();
  process.once('exit', () => demo.child.kill());
  serve = await startServe(demo, { args: ['--media-workers', '1'] });
  process.once('exit', () => serve.child().kill());
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token } = serve.credentials;
  client = twilio(account, token);
  client.video.baseUrl = serve.base;
});
after(async () => {
  await serve?.stop();
  await demo?.stop();
});

/** One request, which follows no redirection. */
function ask(address, { method = 'GET', headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(address, serve.base), { method, headers, agent: false }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) })
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}
const authorized = () => {
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token } = serve.credentials;
  return { Authorization: 'Basic ' + Buffer.from(`${account}:${token}`).toString('base64') };
};

test('a group room takes rules for what is recorded, and a peer-to-peer room does not', async () => {
  const { rooms } = client.video.v1;
  const group = await rooms.create({ type: 'group', recordParticipantsOnConnect: true });
  assert.equal(group.recordParticipantsOnConnect, true);
  const recording = rooms(group.sid).recordingRules;
  assert.deepEqual(
    (await recording.fetch()).rules.map(({ type, all }) => [type, all]),
    [['include', true]]
  );
  const rules = [
    { type: 'include', all: true },
    { type: 'exclude', kind: 'video', publisher: 'agent' }
  ];
  const set = await recording.update({ rules });
  assert.deepEqual(
    set.rules.map(({ type, kind, publisher }) => [type, kind, publisher]),
    [
      ['include', null, null],
      ['exclude', 'video', 'agent']
    ]
  );
  await serve.restart('SIGTERM');
  assert.equal((await recording.fetch()).rules[1].publisher, 'agent');
  await rooms(group.sid).update({ status: 'completed' });

  const direct = await rooms.create({ type: 'peer-to-peer' });
  await assert.rejects(rooms(direct.sid).recordingRules.update({ rules }), { code: 53122, status: 400 });
  await assert.rejects(rooms.create({ type: 'peer-to-peer', recordParticipantsOnConnect: true }), { code: 53114 });
});

test('there are no recordings where nothing was recorded', async () => {
  const { recordings, rooms } = client.video.v1;
  const room = await rooms.create({ type: 'group' });
  assert.deepEqual(await recordings.list({ status: 'completed' }), []);
  assert.deepEqual(await rooms(room.sid).recordings.list(), []);
  const none = `RT${'0'.repeat(32)}`;
  await assert.rejects(recordings(none).fetch(), { status: 404, code: 20404 });
  await assert.rejects(recordings(none).remove(), { status: 404, code: 20404 });
});

/** A room that was recorded before this start of the server. */
async function recordedRoom() {
  const room = someSid('RM');
  await putRecordings(path.join(serve.data, 'recordings'), { room, roomName: 'den', at: Date.now() - 60_000 });
  await serve.restart('SIGTERM');
  return room;
}

test('a composition is made, told of, listed, had and deleted', async context => {
  const { compositions } = client.video.v1;
  const room = await recordedRoom();
  const told = [];
  const hook = createServer((asked, answer) => {
    told.push(Object.fromEntries(new URL(asked.url, 'http://hook').searchParams));
    answer.end();
  }).listen(0, '127.0.0.1');
  await once(hook, 'listening');
  context.after(() => hook.close());
  const statusCallback = `http://127.0.0.1:${hook.address().port}/`;
  const videoLayout = { main: { video_sources: ['camera'], z_pos: 1 } };
  const made = await compositions.create({
    ...{ roomSid: room, videoLayout, audioSources: ['*'], audioSourcesExcluded: ['music*'], resolution: '320x240' },
    ...{ format: 'mp4', trim: false, statusCallback, statusCallbackMethod: 'GET' }
  });
  assert.match(made.sid, /^CJ[0-9a-f]{32}$/);
  assert.equal(made.status, 'enqueued');
  assert.deepEqual(
    [made.roomSid, made.videoLayout, made.resolution, made.format],
    [room, videoLayout, '320x240', 'mp4']
  );
  assert.deepEqual([made.audioSources, made.audioSourcesExcluded, made.trim], [['*'], ['music*'], false]);
  assert.deepEqual([made.statusCallback, made.statusCallbackMethod], [statusCallback, 'GET']);

  await until('a composition', () => told.some(({ StatusCallbackEvent: event }) => event === 'composition-available'));
  const [first, last] = [told[0], told.at(-1)];
  assert.equal(first.StatusCallbackEvent, 'composition-started');
  assert.deepEqual([last.CompositionSid, last.RoomSid, last.CompositionUri], [made.sid, room, made.url]);
  const complete = await compositions(made.sid).fetch();
  assert.deepEqual([complete.status, complete.duration], ['completed', 2]);
  assert.ok(complete.size > 1000 && complete.bitrate > 0 && complete.dateCompleted >= complete.dateCreated);
  assert.deepEqual([Number(last.Size), Number(last.Duration), last.MediaUri], [complete.size, 2, complete.links.media]);
  assert.deepEqual(
    (await compositions.list({ roomSid: room, status: 'completed' })).map(({ sid }) => sid),
    [made.sid]
  );
  assert.deepEqual(await compositions.list({ roomSid: room, status: 'failed' }), []);

  const where = await ask(new URL(complete.links.media).pathname, { headers: authorized() });
  assert.equal(where.status, 302);
  const media = await ask(where.headers.location);
  assert.deepEqual([media.status, media.headers['content-type'], media.body.length], [200, 'video/mp4', complete.size]);
  assert.equal(media.body.toString('latin1', 4, 8), 'ftyp', 'how an MP4 file begins');
  const part = await ask(where.headers.location, { headers: { Range: 'bytes=4-7' } });
  assert.deepEqual([part.status, part.body.toString()], [206, 'ftyp']);

  await serve.restart('SIGTERM');
  assert.equal((await compositions(made.sid).fetch()).status, 'completed', 'the next server knows it');
  assert.equal((await ask(where.headers.location)).status, 403, 'and not the address');
  assert.equal(await compositions(made.sid).remove(), true);
  assert.equal((await compositions(made.sid).fetch()).status, 'deleted');
  assert.equal((await ask(new URL(complete.links.media).pathname, { headers: authorized() })).status, 404);
});

test('a composition that can not be made is refused, or said to have failed', async () => {
  const { compositions, rooms } = client.video.v1;
  const room = await recordedRoom();
  const videoLayout = { main: { video_sources: ['*'] } };
  const refused = { status: 400, code: 20001 };
  const going = await rooms.create({ type: 'group' });
  for (const wish of [
    { roomSid: going.sid, videoLayout },
    { roomSid: someSid('RM'), videoLayout },
    { roomSid: 'den', videoLayout },
    { roomSid: room },
    { roomSid: room, videoLayout, resolution: '1281x720' },
    { roomSid: room, videoLayout, format: 'avi' },
    { roomSid: room, videoLayout: { main: { video_sources: ['*'], width: 641 } } },
    { roomSid: room, videoLayout, statusCallback: 'nowhere' }
  ])
    await assert.rejects(compositions.create(wish), refused, JSON.stringify(wish));
  const { sid } = await compositions.create({ roomSid: room, audioSources: ['music'] });
  await until('a failure', async () => (await compositions(sid).fetch()).status === 'failed');
  await assert.rejects(compositions(someSid('CJ')).fetch(), { status: 404, code: 20404 });
});

test('nothing is composed where there is no ffmpeg, and the log says so', async () => {
  const room = await recordedRoom();
  await serve.restart('SIGTERM', undefined, { PATH: '/nowhere' });
  assert.match(serve.output(), /compositions are off/);
  const { compositions } = client.video.v1;
  await assert.rejects(compositions.create({ roomSid: room, audioSources: ['*'] }), { status: 503, code: 20503 });
  await compositions.list({ roomSid: room });
  await serve.restart('SIGTERM');
});

test('nobody without credentials, or without an address that was told, gets anything', async () => {
  const sid = `RT${'0'.repeat(32)}`;
  for (const resource of ['/v1/Recordings', `/v1/Recordings/${sid}`, `/v1/Recordings/${sid}/Media`, '/v1/Compositions'])
    assert.equal((await ask(resource)).status, 401);
  assert.equal((await ask('/v1/Compositions', { method: 'POST' })).status, 401);
  assert.equal((await ask(`/v1/Recordings/${sid}/Media`, { headers: authorized() })).status, 404);
  for (const address of [
    `/recordings/${sid}.mkv`,
    `/recordings/${sid}.mkv?until=99999999999999&signature=00`,
    `/compositions/${sid}.webm`
  ])
    assert.equal((await ask(address)).status, 403);
  for (const folder of ['recordings', 'compositions'])
    assert.equal((await ask(`/${folder}/..%2Fflex-video.db`)).status, 403);
});
