// What is recorded of a call in a group room: files that play, in step, of those who agreed and of nothing else.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import twilio from 'twilio';
import { json, until } from '../open-call.mjs';
import { mediaFlows } from './browser.mjs';
import { workersOf } from './group-call.mjs';
import { examine, examineSides, publishBeacon, recordingsOf } from './recorded.mjs';
import { openRooms } from './rooms.mjs';

const version = 'terms-1';
let rooms, recordings;
before(async () => {
  const args = ['--media-workers', '1', '--recording-allowed', '--consent-version', version];
  rooms = await openRooms({ type: 'group', args });
  recordings = recordingsOf(rooms.call.serve);
});
after(() => rooms?.close());

/** Ada's call with a guest who has agreed, each with flashes and beeps, and eve, whom the service doesn't know. */
async function recordedCall(context, beacons = {}) {
  const { call } = rooms;
  const { session, code } = await call.another();
  const post = async (path, headers, said) => {
    const body = said && JSON.stringify(said);
    const answer = await call.send({
      method: 'POST',
      path,
      headers: { ...(said && json), ...headers },
      body
    });
    assert.ok(answer.status < 300, answer.text);
    return answer.json;
  };
  const ask = (what, said) => post(`/v1/sessions/${session.id}/${what}`, call.ada, said);
  const { cookie } = await call.device(code);
  await post('/v1/visits/me/signals', cookie, { kind: 'consented', version, language: 'en' });
  const tokens = {
    ada: (await ask('join')).token,
    guest: (await post('/v1/visits/me/join', cookie)).token,
    eve: rooms.token('eve')
  };
  const room = { sid: session.roomSid };
  const pages = {};
  const seats = {};
  for (const [who, token] of Object.entries(tokens)) {
    pages[who] = await rooms.page();
    seats[who] = await rooms.join(pages[who], who, room, { token, audio: false, video: false });
    await publishBeacon(seats[who], beacons[who]);
  }
  await mediaFlows(pages, 2);
  let ended;
  const end = () => (ended ??= ask('end'));
  context.after(async () => {
    await end();
    for (const page of Object.values(pages)) await page.close();
  });
  const isRecording = () => Promise.all(Object.values(seats).map(seat => seat.do(({ room }) => room.isRecording)));
  const sids = {};
  for (const who of Object.keys(seats)) sids[who] = await seats[who].do(({ room }) => room.localParticipant.sid);
  return { room, seats, sids, isRecording, end, record: action => ask('recording', { action }) };
}

/** The recordings of the room once there are so many complete ones, each with what its file holds. */
async function complete(room, number) {
  const finished = async () => (await recordings.list(room.sid)).filter(({ status }) => status === 'completed');
  await until(`${number} recordings`, async () => (await finished()).length >= number);
  const all = [];
  for (const one of await finished()) all.push({ ...one, file: await examine(await recordings.media(one.sid), one) });
  return all;
}

function playsInStep(one, all) {
  const { codec, frames, flaws, streams } = one.file;
  assert.deepEqual([streams, flaws], [1, ''], one.sid);
  assert.equal(codec, one.type === 'video' ? 'vp8' : 'opus');
  assert.ok(frames > 50, `${frames} frames`);
  if (one.type === 'video') return;
  const of = other => other.grouping_sids.participant_sid === one.grouping_sids.participant_sid;
  const pictures = all.find(other => other.type === 'video' && of(other));
  const beeps = one.file.begins;
  assert.ok(beeps.length >= 3, `${beeps}`);
  // the first and the last of a file may lack the silence or the black before
  const apart = beeps.map(beep => Math.min(...pictures.file.begins.map(flash => Math.abs(flash - beep))));
  const inStep = apart.filter(ms => ms <= 80);
  assert.ok(inStep.length >= beeps.length - 2, `apart by ${apart.map(Math.round)} ms`);
}

test('a call is recorded, paused and recorded again, and everybody is told so', async context => {
  const { room, seats, sids, isRecording, record } = await recordedCall(context);
  assert.deepEqual(await isRecording(), [false, false, false]);
  await record('start');
  const began = Date.now();
  for (const seat of Object.values(seats)) await seat.sees('recordingStarted');
  assert.deepEqual(await isRecording(), [true, true, true]);
  await setTimeout(6_000);

  await record('pause');
  for (const seat of Object.values(seats)) await seat.sees('recordingStopped');
  for (const seat of Object.values(seats)) await seat.do(seat => void (seat.secret = true));
  await setTimeout(3_000);
  for (const seat of Object.values(seats)) await seat.do(seat => void (seat.secret = false));
  await setTimeout(500);
  await record('start');
  await setTimeout(6_000);
  await record('stop');
  const lasted = Date.now() - began;

  const all = await complete(room, 4);
  assert.equal(all.length, 4, 'a pause ends no recording');
  const publishers = all.map(({ grouping_sids: { participant_sid: sid } }) => sid);
  assert.deepEqual(publishers.sort(), [sids.ada, sids.ada, sids.guest, sids.guest].sort(), 'eve has not agreed');
  for (const one of all) {
    playsInStep(one, all);
    assert.ok(Math.abs(one.file.duration - lasted) < 1_500, `${one.file.duration} of ${lasted} ms`);
    assert.equal(one.file.secret, false, 'something of the pause is in it');
  }
  const [one] = all;
  assert.equal((await recordings.media(one.sid, '0-3')).toString('hex'), '1a45dfa3', 'how EBML begins');
  assert.deepEqual(await recordings.remove(one.sid), [204, 404]);
  const left = (await recordings.list(room.sid)).map(({ status }) => status);
  assert.deepEqual(left.sort(), ['completed', 'completed', 'completed', 'deleted']);
  const told = (await seats.guest.diary()).filter(line => line.startsWith('recording'));
  assert.deepEqual(told, ['recordingStarted', 'recordingStopped', 'recordingStarted', 'recordingStopped']);
});

/** A receiver of status callbacks. */
async function hook(context) {
  const told = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    response.end();
    told.push(Object.fromEntries(new URLSearchParams(body)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => server.close());
  return { told, url: `http://127.0.0.1:${server.address().port}/` };
}

test('a composition shows and sounds both sides of a call', async context => {
  const { serve } = rooms.call;
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: secret } = serve.credentials;
  const client = twilio(account, secret);
  client.video.baseUrl = serve.base;
  const { compositions } = client.video.v1;
  const beacons = { ada: { colour: 'yellow', hertz: 700 }, guest: { colour: 'cyan', hertz: 1700 } };
  const { room, record, end } = await recordedCall(context, beacons);
  await record('start');
  const began = Date.now();
  await setTimeout(7_000);
  const wish = {
    roomSid: room.sid,
    videoLayout: { sides: { video_sources: ['*'], max_columns: 2, max_rows: 1 } },
    audioSources: ['*']
  };
  await assert.rejects(compositions.create(wish), { status: 400 }, 'the room is in progress');
  await record('stop');
  const lasted = Date.now() - began;
  await end();

  const { told, url } = await hook(context);
  const made = await compositions.create({ ...wish, statusCallback: url });
  assert.equal(made.status, 'enqueued');
  const mp4 = await compositions.create({ ...wish, format: 'mp4', resolution: '480x360', statusCallback: url });
  const available = sid =>
    told.find(one => one.CompositionSid === sid && one.StatusCallbackEvent === 'composition-available');
  // It lets everything else go first, and says that it goes on.
  for (const { sid } of [made, mp4])
    for (let heard = 0; !available(sid); heard = told.length)
      await until('more of a composition', () => available(sid) || told.length > heard);
  assert.ok(!told.some(({ StatusCallbackEvent: event }) => event === 'composition-failed'), JSON.stringify(told));
  const events = told.filter(({ CompositionSid: sid }) => sid === made.sid).map(one => one.StatusCallbackEvent);
  assert.equal(events[0], 'composition-started');
  assert.ok(events.includes('composition-progress'), `${events}`);

  const tones = [beacons.ada.hertz, beacons.guest.hertz];
  for (const [{ sid }, size, codecs] of [
    [made, [640, 480], ['vp8', 'opus']],
    [mp4, [480, 360], ['h264', 'aac']]
  ]) {
    const composition = await compositions(sid).fetch();
    assert.equal(composition.status, 'completed');
    const bytes = await recordings.composed(sid);
    assert.equal(bytes.length, composition.size);
    const film = await examineSides(bytes, tones);
    assert.deepEqual([film.size, film.codecs], [size, codecs]);
    assert.ok(Math.abs(film.duration - lasted) < 1_500, `${film.duration} of ${lasted} ms`);
    // Red and green are yellow, green and blue are cyan; both flash, so both move.
    const bright = film.colours.map(side => ['110', '011'].filter(colour => (side[colour] ?? 0) > 5).join());
    assert.deepEqual(bright.toSorted(), ['011', '110'], JSON.stringify(film.colours));
    for (const side of film.colours) assert.ok(side['000'] > 5, JSON.stringify(film.colours));
    // In step as the recordings are, and a picture of 25 a second.
    const ada = bright.indexOf('110');
    for (const [side, beeps] of [
      [ada, film.beeps[0]],
      [1 - ada, film.beeps[1]]
    ]) {
      assert.ok(beeps.length >= 2, JSON.stringify(film.beeps));
      const apart = beeps.map(beep => Math.min(...film.flashes[side].map(flash => Math.abs(flash - beep))));
      assert.ok(apart.filter(ms => ms <= 120).length >= beeps.length - 2, `apart by ${apart.map(Math.round)} ms`);
    }
  }
  assert.equal(await compositions(made.sid).remove(), true);
  assert.equal((await compositions(made.sid).fetch()).status, 'deleted');
});

test('an application is told of the recordings of its room, which begin with the first track', async context => {
  const { told, url } = await hook(context);
  const recorded = () =>
    told
      .filter(({ StatusCallbackEvent: event }) => event.startsWith('recording'))
      .map(({ StatusCallbackEvent: event, Type: type, Codec: codec }) => `${event} ${type} ${codec}`);
  const room = await rooms.create({
    Type: 'group',
    RecordParticipantsOnConnect: 'true',
    StatusCallback: url
  });
  const page = await rooms.page();
  context.after(() => page.close());
  const seat = await rooms.join(page, 'alone', room);
  assert.equal(await seat.do(({ room }) => room.isRecording), true);
  await until('recordings', async () => (await recordings.list(room.sid)).length === 2);
  await room.end();
  await until('callbacks', () => recorded().length === 4);
  assert.deepEqual(recorded().sort(), [
    'recording-completed audio OPUS',
    'recording-completed video VP8',
    'recording-started audio OPUS',
    'recording-started video VP8'
  ]);
});

test('a media worker that dies interrupts a recording, and does not end it', async context => {
  const { room, seats, record } = await recordedCall(context);
  await record('start');
  await setTimeout(4_000);
  const since = Object.fromEntries(
    await Promise.all(Object.entries(seats).map(async ([who, seat]) => [who, (await seat.diary()).length]))
  );
  process.kill(workersOf(rooms.call.serve.child().pid)[0], 'SIGKILL');
  await seats.ada.sees('trackStarted video eve', { from: since.ada, within: 20_000 });
  await setTimeout(4_000);
  await record('stop');
  const all = await complete(room, 4);
  assert.equal(all.length, 4);
  for (const one of all) playsInStep(one, all);
});

test('a server that is killed loses a second of its recordings at most, and goes on recording', async context => {
  const { room, seats, isRecording, record } = await recordedCall(context);
  await record('start');
  await setTimeout(5_000);
  const killed = Date.now();
  await rooms.call.serve.restart('SIGKILL');
  for (const one of await complete(room, 4)) {
    const lost = killed - (one.offset + one.file.duration);
    assert.ok(lost < 1_000, `${one.type}: ${lost} ms`);
    assert.equal(one.file.flaws, '');
  }
  for (const seat of Object.values(seats)) await seat.sees('reconnected', { within: 20_000 });
  assert.deepEqual(await isRecording(), [true, true, true]);
  await until('recordings', async () => (await recordings.list(room.sid)).length === 8);
  await setTimeout(3_000);
  await record('stop');
  const all = await complete(room, 8);
  assert.deepEqual(
    all.map(({ file }) => file.flaws),
    Array(8).fill('')
  );
});
