// A call closes with its task and not before: what agents do to tasks in Flex, as the demo's TaskRouter sees it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import twilio from 'twilio';
import { startDemo } from '../flex-video.mjs';
import { bearer, json, openCall, send, until } from '../open-call.mjs';

let demo, ada, ben, workspace;
before(async () => {
  demo = await startDemo();
  ada = await flexToken('ada');
  ben = await flexToken('ben');
  workspace = (await demo.environment()).TWILIO_WORKSPACE_SID;
});
after(() => demo.stop());

async function ok(path, body, headers = {}) {
  const options = body && { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) };
  const answer = await fetch(demo.base + path, options ?? { headers });
  assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}
const flexToken = async name => (await ok(`/sandbox/agents/${name}/session`)).token;

/** As the Flex UI's TaskRouter SDK tells: a request inside a POST to the event bridge. */
const bridge = (token, url, params) =>
  ok('/twilio/event-bridge.twilio.com/v1/wschannels', {
    method: 'POST',
    url: `Workspaces/${workspace}/${url}`,
    params,
    token
  });

let call;
beforeEach(async () => {
  const contact = { agent: 'ada', customerName: 'Cus Tomer', channelType: 'web', status: 'accepted' };
  const task = await ok('/sandbox/tasks', contact);
  const wish = { conversationSid: task.conversationSid, taskSid: task.taskSid };
  const started = await ok('/v1/sessions', wish, bearer(ada));
  const join = await ok(`/v1/sessions/${started.session.id}/join`, {}, bearer(ada));
  call = { task, wish, ...started, code: started.customerLink.split('/j/')[1], worker: join.identity.split(':')[1] };
  const reservation = `Workers/${call.worker}/Reservations/${task.reservationSid}`;
  call.reserve = status => bridge(ada, reservation, { ReservationStatus: status });
});

const seen = async (token = ada) => (await ok(`/v1/sessions/${call.session.id}`, undefined, bearer(token))).session;
const redeem = () =>
  send(demo.base, { method: 'POST', path: '/v1/visits', headers: json, body: JSON.stringify({ code: call.code }) });

async function isOver(reason, token = ada) {
  await until('the end of the call', async () => (await seen(token)).state === 'ended');
  assert.equal((await seen(token)).endReason, reason);
  const page = await send(demo.base, { path: `/j/${call.code}` });
  assert.equal(page.status, 410);
  assert.match(page.text, /"state":"session_ended"/);
  const late = await redeem();
  assert.deepEqual([late.status, late.json.code], [410, 'session_ended']);
  const path = `/v1/sessions/${call.session.id}/join`;
  const join = await send(demo.base, { method: 'POST', path, headers: bearer(token) });
  assert.deepEqual([join.status, join.json.code], [410, 'session_ended']);
}

async function goesOn(token = ada) {
  assert.equal((await seen(token)).state, 'open');
  assert.equal((await send(demo.base, { path: `/j/${call.code}` })).status, 200);
}

test('wrap-up in Flex ends the call', async () => {
  await call.reserve('wrapping');
  await isOver('task_ended');
});

test('so does completing the task at once', async () => {
  await bridge(ada, `Tasks/${call.wish.taskSid}`, { AssignmentStatus: 'completed' });
  await isOver('task_ended');
});

test('and a task that is canceled', async () => {
  await ok(`/sandbox/reservations/${call.task.reservationSid}`, { status: 'canceled' });
  await isOver('task_ended');
});

test('a customer who waits hears of it', async () => {
  const guest = await redeem();
  assert.equal(guest.status, 201);
  const headers = { Cookie: guest.headers['set-cookie'][0].split(';')[0] };
  await call.reserve('wrapping');
  await isOver('task_ended');
  const me = await send(demo.base, { path: '/v1/visits/me', headers });
  assert.equal(me.json.session.state, 'ended');
  const join = await send(demo.base, { method: 'POST', path: '/v1/visits/me/join', headers });
  assert.deepEqual([join.status, join.json.code], [410, 'session_ended']);
});

test('the end of another task, and of one of another conversation, ends nothing', async () => {
  const other = await ok('/sandbox/tasks', {
    agent: 'ada',
    customerName: 'Other',
    channelType: 'sms',
    status: 'accepted'
  });
  await ok(`/sandbox/reservations/${other.reservationSid}`, { status: 'completed' });
  await goesOn();
  await bridge(ada, `Tasks/${call.wish.taskSid}`, { Attributes: { ...call.wish, note: 'changed' } });
  await goesOn();
});

test('a transfer keeps the call, its link and its room, until the new agent’s task ends', async () => {
  const offered = await ok(`/sandbox/reservations/${call.task.reservationSid}/transfer`, { to: 'ben' });
  assert.equal(offered.conversationSid, call.wish.conversationSid);
  assert.notEqual(offered.taskSid, call.wish.taskSid);
  await goesOn();
  const wish = { conversationSid: offered.conversationSid, taskSid: offered.taskSid };
  const early = await send(demo.base, {
    method: 'POST',
    path: '/v1/sessions',
    headers: { ...json, ...bearer(ben) },
    body: JSON.stringify(wish)
  });
  assert.deepEqual([early.status, early.json.code], [409, 'task_not_accepted']);

  await ok(`/sandbox/reservations/${offered.reservationSid}`, { status: 'accepted' });
  const taken = await ok('/v1/sessions', wish, bearer(ben));
  assert.equal(taken.customerLink, call.customerLink);
  for (const same of ['id', 'roomSid', 'roomName', 'openedAt']) assert.equal(taken.session[same], call.session[same]);
  assert.equal(taken.session.taskSid, offered.taskSid);
  const join = await ok(`/v1/sessions/${call.session.id}/join`, {}, bearer(ben));
  assert.equal(join.room, call.session.roomSid);

  await call.reserve('completed'); // Ada is done with hers
  await goesOn(ben);
  await ok(`/sandbox/reservations/${offered.reservationSid}`, { status: 'wrapping' });
  await isOver('task_ended', ben);
});

test('serve hears of the end by a webhook, and asks TaskRouter whether it was a transfer', async t => {
  const served = await openCall();
  t.after(() => served.stop());
  const reported = async (taskSid, event, sid) => {
    const path = '/webhooks/twilio/taskrouter';
    const fields = { Sid: sid, EventType: event, TaskSid: taskSid };
    const signature = twilio.getExpectedTwilioSignature(
      served.serve.credentials.TWILIO_AUTH_TOKEN,
      served.serve.base + path,
      fields
    );
    const answer = await served.send({
      method: 'POST',
      path,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Twilio-Signature': signature },
      body: new URLSearchParams(fields).toString()
    });
    assert.equal(answer.status, 204);
    await served.workedOff();
    return served.serve.rows().session[0];
  };
  const { taskSid } = served.wish;
  const offered = await served.control(`/sandbox/reservations/${served.task.reservationSid}/transfer`, { to: 'ben' });
  assert.equal((await reported(taskSid, 'task.wrapup', 'EV1')).state, 'open');
  await served.control(`/sandbox/reservations/${offered.reservationSid}`, { status: 'accepted' });
  const wish = { conversationSid: offered.conversationSid, taskSid: offered.taskSid };
  const taken = await served.send({
    method: 'POST',
    path: '/v1/sessions',
    headers: { ...json, ...served.ben },
    body: JSON.stringify(wish)
  });
  assert.equal(taken.json.customerLink, `${served.serve.base}/j/${served.code}`);
  assert.equal(taken.json.session.roomSid, served.session.roomSid);
  assert.equal((await reported(taskSid, 'task.completed', 'EV2')).state, 'open');
  await served.control(`/sandbox/reservations/${offered.reservationSid}`, { status: 'wrapping' });
  const ended = await reported(offered.taskSid, 'task.wrapup', 'EV3');
  assert.deepEqual([ended.state, ended.end_reason], ['ended', 'task_ended']);
});
