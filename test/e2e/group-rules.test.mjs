// Who is subscribed to what in a group room: by what the SDK's connect() says, and by REST as Twilio's own client asks for it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import twilio from 'twilio';
import { eventually, received } from './browser.mjs';
import { openRooms } from './rooms.mjs';
import { smallCamera } from './seats.mjs';

let rooms, video;
before(async () => {
  rooms = await openRooms({ type: 'group' });
  const { base, credentials } = rooms.call.serve;
  const client = twilio(credentials.TWILIO_ACCOUNT_SID, credentials.TWILIO_AUTH_TOKEN);
  client.video.baseUrl = base;
  video = client.video.v1;
});
after(() => rooms?.close());

const everything = { type: 'include', all: true };
const nothing = { type: 'exclude', all: true };

/** Alice and Bob publish all kinds, Carol comes with `options`. */
async function meet(context, options = {}) {
  const room = await rooms.create({ Type: 'group' });
  const seats = {};
  context.after(async () => {
    await room.end();
    for (const seat of Object.values(seats)) await seat.page.close();
  });
  const join = async (who, options) => (seats[who] = await rooms.join(await rooms.page(), who, room, options));
  for (const who of ['alice', 'bob']) {
    const seat = await join(who, { audio: true, video: smallCamera });
    await seat.do(seat => seat.room.localParticipant.publishTrack(seat.make('data', 'words')).then(() => {}));
  }
  await join('carol', { audio: false, video: false, ...options });
  return { ...seats, people: video.rooms(room.sid).participants };
}

/** What a seat is subscribed to, as "alice audio". */
const has = seat =>
  seat.do(seat =>
    [...seat.room.participants.values()]
      .flatMap(({ identity, tracks }) =>
        [...tracks.values()].filter(one => one.isSubscribed).map(({ kind }) => `${identity} ${kind}`)
      )
      .sort()
  );
const gets = (seat, ...tracks) =>
  eventually(
    `${tracks} is subscribed`,
    () => has(seat),
    now => JSON.stringify(now) === JSON.stringify(tracks),
    15_000
  );

/** The same as REST tells it. */
async function listed(people, who) {
  const names = new Map((await people.list()).map(({ sid, identity }) => [sid, identity]));
  const tracks = await people(who).subscribedTracks.list();
  return tracks.map(({ publisherSid, kind }) => `${names.get(publisherSid)} ${kind}`).sort();
}

test('who subscribes to nothing at first gets what the rules say later, and no more', async context => {
  const { alice, carol, people } = await meet(context, { automaticSubscription: false });
  await gets(alice, 'bob audio', 'bob data', 'bob video');
  assert.deepEqual(await has(carol), []);
  const rules = people('carol').subscribeRules;
  assert.deepEqual(
    (await rules.fetch()).rules.map(({ type, all }) => [type, all]),
    [['exclude', true]]
  );
  for (const [now, ...tracks] of [
    [[{ type: 'include', kind: 'audio' }], 'alice audio', 'bob audio'],
    [[{ type: 'include', publisher: 'bob' }], 'bob audio', 'bob data', 'bob video'],
    [
      [everything, { type: 'exclude', publisher: 'bob', kind: 'video' }],
      ...['alice audio', 'alice data', 'alice video'],
      ...['bob audio', 'bob data']
    ],
    [[{ type: 'include', kind: 'data' }], 'alice data', 'bob data'],
    [[nothing]]
  ]) {
    assert.equal((await rules.update({ rules: now })).rules.length, now.length);
    await gets(carol, ...tracks);
    assert.deepEqual(await listed(people, 'carol'), tracks);
  }
  await alice.sees('trackSubscribed audio bob'); // whose own rules are the usual ones all the while
  await gets(alice, 'bob audio', 'bob data', 'bob video');
});

test('one track goes and comes again, and while it is gone nothing of it is sent', async context => {
  const { alice, carol, people } = await meet(context);
  await carol.sees(['trackStarted video alice', 'trackStarted video bob']);
  const [camera] = await alice.do(seat =>
    [...seat.room.localParticipant.videoTracks.values()].map(({ trackSid }) => trackSid)
  );
  const rules = people('carol').subscribeRules;
  for (let round = 0; round < 2; round++) {
    const from = (await carol.diary()).length;
    await rules.update({ rules: [everything, { type: 'exclude', track: camera }] });
    await carol.sees('trackUnsubscribed video alice', { from });
    await eventually(
      'one video is left',
      () => received(carol.page),
      ({ videoTracks }) => videoTracks === 1
    );
    await rules.update({ rules: [everything] });
    await carol.sees(['trackSubscribed video alice', 'trackStarted video alice'], { from });
    await eventually(
      'both are there',
      () => received(carol.page),
      ({ videoTracks }) => videoTracks === 2
    );
  }
  assert.equal((await people('carol').subscribedTracks(camera).fetch()).sid, camera);
});

test('rules hold for who comes later, and those of one are no other one’s', async context => {
  const { alice, bob, carol, people } = await meet(context);
  await people('carol').subscribeRules.update({ rules: [everything, { type: 'exclude', publisher: 'dora' }] });
  const { sid } = await people('carol').fetch();
  const dora = await rooms.join(await rooms.page(), 'dora', { sid: (await people(sid).fetch()).roomSid });
  context.after(() => dora.page.close());
  for (const seat of [alice, bob]) await seat.sees(['trackStarted audio dora', 'trackStarted video dora']);
  await carol.sees('participantConnected dora');
  await gets(carol, ...['alice', 'bob'].flatMap(who => ['audio', 'data', 'video'].map(kind => `${who} ${kind}`)));
  await people('carol').subscribeRules.update({ rules: [everything] });
  await carol.sees(['trackStarted audio dora', 'trackStarted video dora']);
});

test('no page found a fault', () => assert.deepEqual(rooms.browser.errors, []));
