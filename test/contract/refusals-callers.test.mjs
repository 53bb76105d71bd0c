// Who may not: every operation without a token, with a wrong one, with another worker's, on another's session.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bearer, json, openCall, someId } from '../open-call.mjs';
import { openapi, operations } from '../operations.mjs';

const call = await openCall();
const tenant = await openCall(); // another account, with another link secret
after(async () => {
  // What is left running would keep this process from its end.
  await call.stop().finally(() => tenant.stop());
});

Object.assign(call, await call.device(call.code));
const guest = await call.device(call.code); // the second device, which waits
const { serve, ada, ben, sue, refused } = call;

const forged = call.token('ada').then(token => bearer(call.secret(token.slice(0, -2) + 'xx')));
const expired = bearer(await call.token('ada', -1));

const document = await openapi(serve.base);
const all = [];
for (const one of operations(document, call)) {
  // What is declared and not there is for openapi.test.mjs to find.
  const { json: answer } = await call.send({ ...one.ask(), method: 'OPTIONS' });
  if (answer.code !== 'not_found') all.push(one);
}
const agents = all.filter(one => one.security === 'flexToken');
const onSession = agents.filter(one => one.pattern.includes('{id}'));

test('there is something to refuse', () => {
  assert.ok(agents.length >= 11, agents.map(one => one.name).join());
  assert.ok(onSession.length >= 9);
});

for (const { name, ask } of agents) {
  test(`${name}: no token, and tokens that are none`, async () => {
    const missing = await refused(401, 'flex_token_missing', ask());
    assert.equal(missing.headers['www-authenticate'], 'Bearer');
    await refused(401, 'flex_token_missing', ask({ Authorization: 'Bearer' }));
    await refused(401, 'flex_token_missing', ask({ Authorization: 'Basic ' + btoa('token:' + ada.Authorization) }));
    await refused(401, 'flex_token_missing', ask({ Cookie: ada.Authorization, 'X-Flex-Token': ada.Authorization }));
    await refused(401, 'flex_token_invalid', ask(bearer('forged')));
    await refused(401, 'flex_token_invalid', ask(await forged));
    await refused(401, 'flex_token_invalid', ask(bearer('x'.repeat(9000))));
    await refused(401, 'flex_token_expired', ask(expired));
  });

  test(`${name}: a token of another account`, () => refused(401, 'flex_token_invalid', ask(tenant.ada)));
}

for (const { name, ask, verb } of onSession) {
  test(`${name}: another worker, and a supervisor who acts`, async () => {
    const supervising = /\/supervis(e|ion)$/.test(name);
    await refused(403, supervising ? 'role_not_allowed' : 'not_your_session', ask(ben));
    if (verb !== 'get') await refused(403, supervising ? 'supervision_not_allowed' : 'not_your_session', ask(sue));
  });

  test(`${name}: a session that is nowhere, or another account's`, async () => {
    for (const session of [
      someId(),
      tenant.session.id,
      'x',
      '%00',
      'A'.repeat(5000),
      `${call.session.id}%20`,
      '..%2f..'
    ])
      await refused(404, 'session_not_found', ask(ada, { session }));
  });
}

for (const { name, ask } of all.filter(one => one.security === 'device')) {
  test(`${name}: no cookie, and cookies that are none of ours`, async () => {
    const device = call.cookie.Cookie;
    for (const headers of [
      {},
      ada,
      { Cookie: '' },
      { Cookie: `__Host-flex-video-device=${someId()}` },
      { Cookie: '__Host-flex-video-device=x' },
      { Cookie: device.replace('__Host-', '') },
      { Cookie: device.toLowerCase() },
      { Cookie: device.slice(0, -1) },
      { Cookie: device + 'A' },
      { Cookie: `__Host-flex-video-device="${device.split('=')[1]}"` }
    ])
      await refused(401, 'visit_unknown', ask(headers));
  });

  test(`${name}: the visit of another device`, async () => {
    for (const visit of [call.visit.id, someId(), 'x', ''])
      await refused(401, 'visit_unknown', { ...ask(guest.cookie), path: `${ask().path}?visit=${visit}` });
  });

  test(`${name}: asked by a page of another site`, async () => {
    for (const site of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: serve.base.replace('127.0.0.1', 'localhost') },
      { Origin: serve.base + '0' },
      { 'Sec-Fetch-Site': 'cross-site', Origin: serve.base },
      { 'Sec-Fetch-Site': 'same-site' }
    ])
      await refused(403, 'cross_site', ask({ ...call.cookie, ...site }));
  });
}

test('a supervisor sees a call, and another agent does not', async () => {
  const where = `/v1/sessions/${call.session.id}`;
  assert.equal((await call.send({ path: where, headers: sue })).status, 200);
  await refused(403, 'not_your_session', { path: where, headers: ben });
});

test('a list of calls that are not one’s own', async () => {
  const worker = call.serve.rows().session[0].worker;
  await refused(403, 'role_not_allowed', { path: `/v1/sessions?worker=${worker}`, headers: ben });
  for (const nobody of ['', 'WK1', worker.toUpperCase(), `${worker}%00`])
    await refused(400, 'invalid_field', { path: `/v1/sessions?worker=${nobody}`, headers: sue });
  const bens = await call.send({ path: '/v1/sessions', headers: ben });
  assert.deepEqual(bens.json, { sessions: [] });
  const sues = await call.send({ path: `/v1/sessions?worker=${worker}`, headers: sue });
  assert.equal(sues.json.sessions.length, 1);
});

test('a start with a task that is not one’s own, not accepted, or of another conversation', async () => {
  const start = (wish, headers = ada) => ({
    method: 'POST',
    path: '/v1/sessions',
    headers: { ...json, ...headers },
    body: JSON.stringify(wish)
  });
  const pending = { agent: 'ada', customerName: 'Waits', channelType: 'sms', status: 'pending' };
  const waits = await call.control('/sandbox/tasks', pending);
  await refused(403, 'task_not_reserved', start(call.wish, ben));
  await refused(403, 'task_not_reserved', start(call.wish, sue));
  await refused(403, 'task_not_reserved', start({ ...call.wish, taskSid: 'WT' + '0'.repeat(32) }));
  await refused(403, 'task_not_reserved', start(tenant.wish));
  await refused(409, 'conversation_mismatch', start({ ...call.wish, conversationSid: tenant.wish.conversationSid }));
  await refused(409, 'task_not_accepted', start({ conversationSid: waits.conversationSid, taskSid: waits.taskSid }));
});

test('the original contract refuses the same in its own form', async () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const taskSid = call.wish.taskSid;
  const token = headers => headers.Authorization.slice('Bearer '.length);
  for (const path of ['/get-tokens', '/get-tokens.js']) {
    for (const [status, fields] of [
      [400, {}],
      [400, { taskSid: '', Token: token(ada) }],
      [400, { taskSid: 'WT1', Token: token(ada) }],
      [401, { taskSid }],
      [401, { taskSid, workerName: 'Ada', Token: 'forged' }],
      [401, { taskSid, Token: token(expired) }],
      [401, { taskSid, Token: token(tenant.ada) }],
      [403, { taskSid, Token: token(ben) }],
      [403, { taskSid: tenant.wish.taskSid, Token: token(ada) }]
    ]) {
      const before = serve.rows();
      const body = new URLSearchParams(fields).toString();
      const answer = await call.send({ method: 'POST', path, headers: form, body });
      assert.equal(answer.status, status, answer.text);
      assert.deepEqual(Object.keys(answer.json), ['error']);
      assert.deepEqual(serve.rows(), before);
    }
  }
});
