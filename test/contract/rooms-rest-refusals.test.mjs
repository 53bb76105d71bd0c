// What the REST API of our rooms must refuse: with Twilio's status, code and shape, to raw requests and to Twilio's own client.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import twilio from 'twilio';
import { startDemo } from '../flex-video.mjs';
import { send } from '../open-call.mjs';
import { join } from '../room-client.mjs';

const demo = await startDemo({ args: ['--media-workers', '0'] });
process.once('exit', () => demo.child.kill());
after(() => demo.stop());
const credentials = await demo.environment();
const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token, TWILIO_API_KEY: key } = credentials;

const basic = (user, password) => ({ Authorization: 'Basic ' + Buffer.from(`${user}:${password}`).toString('base64') });
const mine = basic(account, token);
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const ask = (method, path, { headers = mine, body } = {}) =>
  send(demo.base, { method, path, headers: body === undefined ? headers : { ...form, ...headers }, body });
const create = parameters => ask('POST', '/v1/Rooms', { body: new URLSearchParams(parameters).toString() });

function assertRefused(answer, status, code) {
  assert.deepEqual([answer.status, answer.json.code], [status, code], answer.text);
  assert.deepEqual(Object.keys(answer.json).sort(), ['code', 'message', 'more_info', 'status']);
  assert.equal(answer.json.status, status);
  assert.equal(answer.json.more_info, `https://www.twilio.com/docs/errors/${code}`);
  assert.match(answer.headers['content-type'], /^application\/json/);
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  assert.equal(answer.headers['cache-control'], 'no-store');
}

test('whoever is not the account is told to authenticate', async () => {
  const strangers = [
    {},
    basic(account, ''),
    basic(account, token + 'x'),
    basic(account, token.slice(0, -1)),
    basic(account, credentials.TWILIO_API_SECRET),
    basic(key, token),
    basic('', token),
    { Authorization: `Bearer ${token}` },
    { Authorization: 'Basic' },
    { Authorization: 'Basic %%%' }
  ];
  for (const headers of strangers) {
    for (const [method, path] of [
      ['GET', '/v1/Rooms'],
      ['POST', '/v1/Rooms'],
      ['GET', '/v1/Rooms/none'],
      ['DELETE', '/v1/Rooms/none/Participants/x']
    ]) {
      const answer = await ask(method, path, { headers });
      assertRefused(answer, 401, 20003);
      assert.match(answer.headers['www-authenticate'], /^Basic /);
    }
  }
});

test('the account and its API key may call', async () => {
  for (const headers of [mine, basic(key, credentials.TWILIO_API_SECRET)])
    assert.equal((await ask('GET', '/v1/Rooms', { headers })).status, 200);
});

test('pages of any origin may call', async () => {
  const answer = await ask('OPTIONS', '/v1/Rooms/x', { headers: { Origin: 'https://app.example' } });
  assert.equal(answer.status, 204);
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  assert.match(answer.headers['access-control-allow-headers'], /Authorization/);
  assert.match(answer.headers['access-control-allow-methods'], /POST/);
  assert.equal(answer.headers['access-control-allow-credentials'], undefined);
});

test('rooms that can not be', async () => {
  assert.equal((await create({ UniqueName: 'taken' })).status, 201);
  for (const [parameters, code] of [
    [{ UniqueName: 'taken' }, 53113],
    [{ UniqueName: 'x'.repeat(129) }, 53101],
    [{ UniqueName: 'RM' + '0'.repeat(32) }, 53100],
    [{ UniqueName: 'a\u0007' }, 53102],
    [{ Type: 'group' }, 53126],
    [{ Type: 'group-small' }, 53126],
    [{ Type: 'square' }, 53108],
    [{ MaxParticipants: '0' }, 53107],
    [{ MaxParticipants: '51' }, 53107],
    [{ Type: 'go', MaxParticipants: '3' }, 53107],
    [{ EmptyRoomTimeout: '61' }, 53109],
    [{ UnusedRoomTimeout: '0' }, 53109],
    [{ MaxParticipantDuration: '86401' }, 53123],
    [{ StatusCallbackMethod: 'PATCH' }, 53110],
    [{ StatusCallback: 'nowhere' }, 53111],
    [{ StatusCallback: 'file:///etc/passwd' }, 53111],
    [{ MediaRegion: 'xx1' }, 53115],
    [{ RecordingRules: 'all' }, 53120],
    [{ RecordParticipantsOnConnect: 'true' }, 53114],
    [{ TranscribeParticipantsOnConnect: 'true' }, 53114],
    [{ AudioOnly: '1' }, 20001],
    [{ VideoCodecs: 'AV1' }, 20001]
  ])
    assertRefused(await create(parameters), 400, code);
});

test('requests that are none', async () => {
  assertRefused(await ask('POST', '/v1/Rooms', { body: 'UniqueName=%zz' }), 400, 20001);
  assertRefused(await ask('POST', '/v1/Rooms', { body: 'a=b&'.repeat(300) }), 400, 20001);
  assert.equal((await ask('GET', '/v1/Rooms/%zz')).status, 404);
  assertRefused(await ask('GET', '/v1/Rooms?PageSize=%'), 400, 20001);
  assertRefused(await ask('GET', '/v1/Rooms?PageSize=1001'), 400, 20001);
  assertRefused(await ask('GET', '/v1/Rooms?PageToken=stolen'), 400, 20001);
  assertRefused(await ask('GET', '/v1/Rooms?DateCreatedAfter=soon'), 400, 20001);
  assertRefused(await ask('GET', '/v1/Rooms?Status=new'), 400, 53112);
  const json = { ...mine, 'Content-Type': 'application/json' };
  assertRefused(await ask('POST', '/v1/Rooms', { headers: json, body: '{}' }), 415, 20415);
  assert.equal((await ask('POST', '/v1/Rooms', { body: 'x'.repeat(70_000) })).status, 413);
});

test('what there is not, and what can not be done to what there is', async () => {
  const room = (await create({ UniqueName: 'r/1' })).json;
  await join(demo.base, credentials, { room: room.sid, identity: 'ada' });
  const at = `/v1/Rooms/${room.sid}`;
  for (const path of [
    '/v1/Rooms/none',
    '/v1/Rooms/RM' + '0'.repeat(32),
    `${at}/Else`,
    `${at}/Participants/eve`,
    `${at}/Participants/ada/Else`,
    `${at}/Participants/ada/PublishedTracks/MT${'0'.repeat(32)}`,
    `${at}/Participants/ada/SubscribedTracks/camera`,
    `${at}/Recordings/RT${'0'.repeat(32)}`
  ])
    assertRefused(await ask('GET', path), 404, 20404);
  for (const [method, path] of [
    ['DELETE', at],
    ['PUT', '/v1/Rooms'],
    ['POST', `${at}/Participants`],
    ['POST', `${at}/Participants/ada/PublishedTracks`],
    ['GET', `${at}/Participants/ada/Anonymize`],
    ['DELETE', `${at}/RecordingRules`]
  ]) {
    const answer = await ask(method, path, method === 'POST' ? { body: '' } : {});
    assertRefused(answer, 405, 20004);
    assert.equal(answer.headers.allow, 'GET, POST');
  }
  for (const [path, body, code] of [
    [at, 'Status=failed', 53112],
    [at, '', 53112],
    [`${at}/Participants/ada`, 'Status=connected', 53209],
    [`${at}/RecordingRules`, 'Rules=[]', 53120],
    [`${at}/RecordingRules`, 'Rules=[{"type":"include","all":true}]', 53122],
    [`${at}/Participants/ada/SubscribeRules`, 'Rules=[{"type":"include"}]', 53215],
    [`${at}/Participants/ada/Anonymize`, '', 20001]
  ])
    assertRefused(await ask('POST', path, { body }), 400, code);
  assert.equal((await ask('POST', '/v1/Rooms/r%2F1', { body: 'Status=completed' })).status, 200);
  assertRefused(await ask('POST', at, { body: 'Status=completed' }), 400, 53112);
  assertRefused(await ask('GET', '/v1/Rooms/r%2F1'), 404, 20404);
});

test("Twilio's client throws what it would for Twilio", async () => {
  const client = twilio(account, token);
  client.video.baseUrl = demo.base;
  const { rooms } = client.video.v1;
  const more = 'https://www.twilio.com/docs/errors/';
  await assert.rejects(rooms('none').fetch(), { status: 404, code: 20404, moreInfo: more + 20404 });
  await assert.rejects(rooms.create({ type: 'group' }), { status: 400, code: 53126, moreInfo: more + 53126 });
  const stranger = twilio(account, 'another token');
  stranger.video.baseUrl = demo.base;
  await assert.rejects(stranger.video.v1.rooms.list(), { status: 401, code: 20003 });
});
