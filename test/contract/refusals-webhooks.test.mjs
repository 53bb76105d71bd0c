// What comes in Twilio's name: only what it signed, for this address, as it was signed, and once.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import twilio from 'twilio';
import { json, openCall } from '../open-call.mjs';

const call = await openCall();
const tenant = await openCall();
after(async () => {
  await call.stop();
  await tenant.stop();
});
const { serve, refused } = call;

const video = '/webhooks/twilio/video';
const tasks = '/webhooks/twilio/taskrouter';
const token = serve.credentials.TWILIO_AUTH_TOKEN;
const agent = `agent:${serve.rows().session[0].worker}`;
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

const about = (event, number, more) => ({
  RoomSid: call.session.roomSid,
  StatusCallbackEvent: event,
  SequenceNumber: String(number),
  Timestamp: `2026-11-24T08:00:0${number}.000Z`,
  ParticipantSid: 'PA' + '1'.repeat(32),
  ParticipantIdentity: agent,
  ...more
});
const wrapup = { Sid: 'EV' + '1'.repeat(32), EventType: 'task.wrapup', TaskSid: call.wish.taskSid };

/** Twilio's own library signs. */
const sign = (path, fields, { key = token, base = serve.base } = {}) =>
  twilio.getExpectedTwilioSignature(key, base + path, fields);
const post = (path, fields, signature = sign(path, fields), headers = {}) => ({
  method: 'POST',
  path,
  headers: { ...form, ...headers, ...(signature === undefined ? {} : { 'X-Twilio-Signature': signature }) },
  body: new URLSearchParams(fields).toString()
});
const postText = (path, body, signed = path, headers = form) => ({
  method: 'POST',
  path,
  headers: { ...headers, 'X-Twilio-Signature': sign(signed, {}) },
  body
});
const hashed = (path, body) => `${path}?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;

/** Sends what is genuine, and waits until it was worked off. */
async function accepted(ask) {
  const answer = await call.send(ask);
  assert.deepEqual([answer.status, answer.text], [204, '']);
  await call.workedOff();
}
/** All that the database holds but the webhooks themselves. */
const calls = () => Object.entries(serve.rows()).filter(([table]) => table !== 'webhook');
const session = () => serve.rows().session.find(one => one.id === call.session.id);

for (const [path, fields] of [
  [video, about('participant-connected', 1)],
  [video, about('room-ended', 2)],
  [tasks, wrapup]
]) {
  const what = `${path} ${fields.StatusCallbackEvent ?? fields.EventType}`;
  const other = path === video ? tasks : video;

  test(`${what}: not signed, or by somebody else`, async () => {
    await refused(403, 'webhook_forged', post(path, fields, null));
    for (const forged of ['', 'x', 'A'.repeat(27) + '=', sign(path, fields).toLowerCase(), ` ${sign(path, fields)}=`])
      await refused(403, 'webhook_forged', post(path, fields, forged));
    const theirs = { key: tenant.serve.credentials.TWILIO_AUTH_TOKEN };
    await refused(403, 'webhook_forged', post(path, fields, sign(path, fields, theirs)));
    await refused(403, 'webhook_forged', post(path, fields, sign(path, fields, { key: '' })));
    const basic = { Authorization: `Basic ${btoa(`${serve.credentials.TWILIO_ACCOUNT_SID}:${token}`)}` };
    await refused(403, 'webhook_forged', post(path, fields, '', { ...basic, ...call.ada }));
  });

  test(`${what}: signed for another address`, async () => {
    for (const elsewhere of [
      sign(other, fields),
      sign(path + '/', fields),
      sign(path + '?a=1', fields),
      sign(path.toUpperCase(), fields),
      sign(path, fields, { base: tenant.serve.base }),
      sign(path, fields, { base: serve.base.replace('http', 'https') }),
      sign(path, fields, { base: 'https://evil.example' })
    ])
      await refused(403, 'webhook_forged', post(path, fields, elsewhere));
    const believed = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' };
    const evil = sign(path, fields, { base: 'https://evil.example' });
    await refused(403, 'webhook_forged', post(path, fields, evil, believed));
    await refused(403, 'webhook_forged', { ...post(path, fields), path: path + '?a=1' });
  });

  test(`${what}: changed after it was signed`, async () => {
    const signature = sign(path, fields);
    for (const name of Object.keys(fields)) {
      const { [name]: value, ...without } = fields;
      await refused(403, 'webhook_forged', post(path, without, signature));
      await refused(403, 'webhook_forged', post(path, { ...fields, [name]: value + '1' }, signature));
    }
    await refused(403, 'webhook_forged', post(path, { ...fields, More: '1' }, signature));
    await refused(403, 'webhook_forged', post(path, {}, signature));
  });
}

test('a JSON body that is not the one that was signed', async () => {
  const body = JSON.stringify({ EventType: 'task.completed', TaskSid: call.wish.taskSid, Sid: 'EV2' });
  const other = body.replace('completed', 'canceled');
  const ask = (path, text, signed = path) => postText(path, text, signed, json);
  await refused(403, 'webhook_forged', ask(tasks, body));
  await refused(403, 'webhook_forged', ask(hashed(tasks, other), body));
  await refused(403, 'webhook_forged', ask(hashed(tasks, body), other));
  await refused(403, 'webhook_forged', ask(hashed(tasks, body), body, tasks));
  await refused(
    403,
    'webhook_forged',
    ask(hashed(tasks, body).toUpperCase().replace(tasks.toUpperCase(), tasks), body)
  );
  await refused(403, 'webhook_forged', ask(`${tasks}?bodySHA256=`, body));
  await refused(403, 'webhook_forged', ask(`${tasks}?bodySHA256=${'0'.repeat(64)}&${hashed('', body).slice(1)}`, body));
});

test('nonsense that is signed', async () => {
  const connected = about('participant-connected', 1);
  for (const wrong of [
    { RoomSid: '' },
    { RoomSid: 'RM1' },
    { RoomSid: call.session.roomSid.toUpperCase() },
    { Timestamp: '' },
    { Timestamp: 'yesterday' },
    { Timestamp: '2026-13-45T99:00:00Z' },
    { ParticipantIdentity: '' },
    { ParticipantIdentity: 'x'.repeat(129) }
  ])
    await refused(400, 'webhook_malformed', post(video, { ...connected, ...wrong }));
  for (const wrong of [{ TaskSid: '' }, { TaskSid: 'WT1' }, { TaskSid: call.session.roomSid }])
    await refused(400, 'webhook_malformed', post(tasks, { ...wrapup, ...wrong }));
  for (const text of ['%', '%zz=1', 'a=%f', '{', '{"a":', '{]', '{"a":1}}', `{"a":${'['.repeat(5000)}`])
    await refused(400, 'webhook_malformed', postText(tasks, text));
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`p${i}`, '1']));
  await refused(400, 'webhook_malformed', post(video, many));
  await refused(413, 'body_too_large', post(video, { ...connected, More: 'x'.repeat(70_000) }));
});

test('what is signed and of no concern is thanked for and forgotten', async () => {
  const before = serve.rows();
  for (const ask of [
    post(video, about('track-added', 1)),
    post(video, about('', 1)),
    post(video, {}),
    post(tasks, { ...wrapup, EventType: 'task.created' }),
    postText(hashed(tasks, '{}'), '{}', undefined, json)
  ]) {
    const answer = await call.send(ask);
    assert.deepEqual([answer.status, answer.text], [204, '']);
  }
  assert.deepEqual(serve.rows(), before);
});

test('another room, task or stranger changes no call', async () => {
  const before = calls();
  await accepted(post(video, about('room-ended', 1, { RoomSid: 'RM' + '0'.repeat(32) })));
  await accepted(post(tasks, { ...wrapup, Sid: 'EV9', TaskSid: 'WT' + '0'.repeat(32) }));
  for (const [at, stranger] of ['agent:evil', 'customer:evil', 'evil'].entries())
    await accepted(post(video, about('participant-connected', 3 + at, { ParticipantIdentity: stranger })));
  assert.deepEqual(calls(), before);
  assert.equal(serve.rows().webhook.length, 5);
});

test('what is replayed has no second effect', async () => {
  const connected = post(video, about('participant-connected', 6));
  const arrivals = () => serve.rows().event.filter(one => one.kind === 'participant_connected').length;
  await accepted(connected);
  assert.equal(arrivals(), 1);
  await accepted(post(video, about('participant-disconnected', 7)));
  assert.equal(session().agent_in_room, 0);
  const before = serve.rows();
  for (let i = 0; i < 3; i++) await accepted(connected);
  await accepted(post(video, { ...about('participant-connected', 6), SequenceNumber: '8' }));
  assert.equal(session().agent_in_room, 0, 'also under a number of its own');
  assert.equal(arrivals(), 1);
  assert.equal(serve.rows().webhook.length, before.webhook.length + 1);
  assert.deepEqual(serve.rows().session, before.session);
});

test('the end of a task ends its call once', async () => {
  await accepted(post(tasks, wrapup));
  assert.deepEqual([session().state, session().end_reason], ['ended', 'task_ended']);
  const before = serve.rows();
  for (let i = 0; i < 3; i++) await accepted(post(tasks, wrapup));
  assert.deepEqual(serve.rows(), before);
  const ended = calls();
  await accepted(post(video, about('participant-connected', 9)));
  assert.deepEqual(calls(), ended, 'and nothing brings it back');
});

test('only a POST brings a webhook', async () => {
  for (const path of [video, tasks])
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const before = serve.rows();
      const answer = await call.send({ ...post(path, {}), method });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.allow, 'POST');
      assert.deepEqual(serve.rows(), before);
    }
});
