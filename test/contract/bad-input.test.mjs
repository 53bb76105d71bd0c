// What the running server must refuse: each with its own status and code, changing nothing, logging nothing that admits.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDemo } from '../flex-video.mjs';

let demo, agent, task;
const json = { 'Content-Type': 'application/json' };

before(async () => {
  demo = await startDemo();
  agent = await (await fetch(demo.base + '/sandbox/agents/ada/session')).json();
  [task] = (await (await fetch(demo.base + '/sandbox/conversations')).json()).conversations;
});
after(() => demo.stop());

const bearer = token => ({ Authorization: `Bearer ${token}` });
const wish = more => JSON.stringify({ conversationSid: task.sid, taskSid: task.taskSid, ...more });

async function call(method, where, { headers = {}, body } = {}) {
  const response = await fetch(demo.base + where, { method, headers, body, redirect: 'manual' });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    problem: text.startsWith('{') ? JSON.parse(text) : {}
  };
}

async function refused(status, code, method, where, options) {
  const answer = await call(method, where, options);
  const said = `${method} ${where} ${options?.body ?? ''} → ${answer.status} ${answer.text}`;
  assert.equal(answer.status, status, said);
  assert.equal(answer.problem.code, code, said);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json', said);
  assert.equal(answer.problem.status, status, said);
  return answer;
}

const start = (body, headers = { ...json, ...bearer(agent.token) }) => ({ headers, body });
const flexToken = async (identity, expiresInSeconds) =>
  (
    await (
      await fetch(demo.base + '/sandbox/tokens', {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ identity, expiresInSeconds })
      })
    ).json()
  ).token;

test('bodies that are not the wish for a session', async () => {
  await refused(400, 'malformed_json', 'POST', '/v1/sessions', start('{"conversationSid":'));
  await refused(400, 'malformed_json', 'POST', '/v1/sessions', start('['.repeat(10_000)));
  await refused(400, 'missing_field', 'POST', '/v1/sessions', start('{}'));
  await refused(400, 'missing_field', 'POST', '/v1/sessions', start(JSON.stringify({ taskSid: task.taskSid })));
  const unknown = await refused(400, 'unknown_field', 'POST', '/v1/sessions', start(wish({ admin: true })));
  assert.equal(unknown.problem.field, 'admin');
  const invalid = await refused(400, 'invalid_field', 'POST', '/v1/sessions', start(wish({ taskSid: 'WT1' })));
  assert.equal(invalid.problem.field, 'taskSid');
  await refused(
    415,
    'unsupported_media_type',
    'POST',
    '/v1/sessions',
    start(wish(), { 'Content-Type': 'text/plain', ...bearer(agent.token) })
  );
  await refused(413, 'body_too_large', 'POST', '/v1/sessions', start(wish({ locale: 'x'.repeat(100_000) })));
});

test("Flex tokens that are missing, forged, expired, or somebody else's", async () => {
  await refused(401, 'flex_token_missing', 'POST', '/v1/sessions', start(wish(), json));
  await refused(401, 'flex_token_invalid', 'POST', '/v1/sessions', start(wish(), { ...json, ...bearer('forged') }));
  await refused(
    401,
    'flex_token_invalid',
    'POST',
    '/v1/sessions',
    start(wish(), { ...json, ...bearer(agent.token.slice(0, -2) + 'xx') })
  );
  await refused(
    401,
    'flex_token_expired',
    'POST',
    '/v1/sessions',
    start(wish(), { ...json, ...bearer(await flexToken('ada', -1)) })
  );
  await refused(
    403,
    'task_not_reserved',
    'POST',
    '/v1/sessions',
    start(wish(), { ...json, ...bearer(await flexToken('ben', 60)) })
  );
});

test('tasks that are not accepted, not there, or of another conversation', async () => {
  const made = await (
    await fetch(demo.base + '/sandbox/tasks', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ agent: 'ada', customerName: 'Other', channelType: 'sms', status: 'pending' })
    })
  ).json();
  await refused(
    409,
    'task_not_accepted',
    'POST',
    '/v1/sessions',
    start(JSON.stringify({ conversationSid: made.conversationSid, taskSid: made.taskSid }))
  );
  await refused(
    409,
    'conversation_mismatch',
    'POST',
    '/v1/sessions',
    start(wish({ conversationSid: made.conversationSid }))
  );
  await refused(403, 'task_not_reserved', 'POST', '/v1/sessions', start(wish({ taskSid: 'WT' + '0'.repeat(32) })));
});

test('nothing above has opened a session or sent a message', async () => {
  const { messages, unknown } = await (await fetch(demo.base + '/sandbox/requests')).json();
  assert.deepEqual(messages, []);
  assert.deepEqual(unknown, []);
  const first = await call('POST', '/v1/sessions', start(wish()));
  assert.equal(first.status, 201, 'the first start is the one that opens');
});

test('a second start gives the same session and link', async () => {
  const again = await call('POST', '/v1/sessions', start(wish()));
  const oneMore = await call('POST', '/v1/sessions', start(wish()));
  assert.equal(again.status, 200);
  assert.deepEqual(oneMore.problem, again.problem);
});

test("sessions that are unknown or another agent's", async () => {
  const { session } = (await call('POST', '/v1/sessions', start(wish()))).problem;
  const mine = { headers: bearer(agent.token) };
  const bens = { headers: bearer(await flexToken('ben', 60)) };
  for (const what of ['join', 'end']) {
    await refused(404, 'session_not_found', 'POST', `/v1/sessions/${'A'.repeat(22)}/${what}`, mine);
    await refused(404, 'session_not_found', 'POST', `/v1/sessions/x/${what}`, mine);
    await refused(403, 'not_your_session', 'POST', `/v1/sessions/${session.id}/${what}`, bens);
    await refused(401, 'flex_token_missing', 'POST', `/v1/sessions/${session.id}/${what}`);
  }
  assert.equal((await call('POST', '/v1/sessions', start(wish()))).problem.session.state, 'open');
});

test('codes that are forged, and visits without a device', async () => {
  const { customerLink } = (await call('POST', '/v1/sessions', start(wish()))).problem;
  const code = customerLink.split('/j/')[1];
  const flipped = code.slice(0, 10) + (code[10] === 'A' ? 'B' : 'A') + code.slice(11);
  for (const forged of [flipped, code + 'A', code.slice(1), 'x', 'A'.repeat(code.length)]) {
    await refused(404, 'invite_invalid', 'POST', '/v1/visits', {
      headers: json,
      body: JSON.stringify({ code: forged })
    });
    const page = await call('GET', `/j/${forged}`);
    assert.equal(page.status, 404);
    assert.match(page.text, /"state":"invite_invalid"/);
  }
  await refused(401, 'visit_unknown', 'GET', '/v1/visits/me');
  await refused(401, 'visit_unknown', 'POST', '/v1/visits/me/join');
  const foreign = {
    headers: { ...json, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    body: JSON.stringify({ code })
  };
  await refused(403, 'cross_site', 'POST', '/v1/visits', foreign);
});

test('reading a link a hundred times changes nothing; a second device waits outside', async () => {
  const { customerLink } = (await call('POST', '/v1/sessions', start(wish()))).problem;
  const where = new URL(customerLink).pathname;
  for (let i = 0; i < 100; i++) {
    const page = await call('GET', where);
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('set-cookie'), null);
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
  }
  const redeem = headers =>
    call('POST', '/v1/visits', {
      headers: { ...json, ...headers },
      body: JSON.stringify({ code: where.split('/j/')[1] })
    });
  const first = await redeem();
  assert.equal(first.status, 201);
  assert.equal(first.problem.visit.state, 'admitted');
  const cookie = first.headers.get('set-cookie');
  assert.match(cookie, /^__Host-flex-video-device=[^;]+;/);
  assert.match(cookie, /; HttpOnly/);
  const device = { Cookie: cookie.split(';')[0] };
  const back = await redeem(device);
  assert.equal(back.status, 200, 'the same device comes back to its visit');
  assert.equal(back.problem.visit.id, first.problem.visit.id);

  const second = await redeem();
  assert.equal(second.status, 201);
  assert.equal(second.problem.visit.state, 'waiting');
  const other = { headers: { Cookie: second.headers.get('set-cookie').split(';')[0] } };
  await refused(403, 'visit_waiting', 'POST', '/v1/visits/me/join', other);
  await refused(401, 'visit_unknown', 'POST', `/v1/visits/me/join?visit=${first.problem.visit.id}`, other);
  const joined = await call('POST', '/v1/visits/me/join', { headers: device });
  assert.equal(joined.status, 200);
  assert.equal(joined.problem.identity, `customer:${first.problem.visit.id}`);
});

test("what only the session's agent decides, and bodies that say nothing of use", async () => {
  const { session } = (await call('POST', '/v1/sessions', start(wish()))).problem;
  const where = `/v1/sessions/${session.id}`;
  const visit = 'A'.repeat(22);
  const bens = { ...json, ...bearer(await flexToken('ben', 60)) };
  for (const [what, body] of [
    [`visits/${visit}/admit`, '{}'],
    [`visits/${visit}/deny`, '{}'],
    [`visits/${visit}/remove`, '{}'],
    ['invites', '{"role":"relative"}'],
    ['recording', '{"action":"stop"}']
  ]) {
    await refused(403, 'not_your_session', 'POST', `${where}/${what}`, { headers: bens, body });
    await refused(401, 'flex_token_missing', 'POST', `${where}/${what}`, { headers: json, body });
    await refused(404, 'session_not_found', 'POST', `/v1/sessions/x/${what}`, start(body));
  }
  for (const decision of ['admit', 'deny', 'remove'])
    await refused(404, 'visit_not_found', 'POST', `${where}/visits/${visit}/${decision}`, start('{}'));
  for (const [code, body] of [
    ['missing_field', '{}'],
    ['invalid_field', '{"role":"agent"}'],
    ['invalid_field', '{"role":"relative","expiresInSeconds":59}'],
    ['invalid_field', '{"role":"relative","expiresInSeconds":86401}'],
    ['invalid_field', '{"role":"relative","expiresInSeconds":"60"}'],
    ['invalid_field', '{"role":"relative","expiresInSeconds":1e3}'],
    ['unknown_field', '{"role":"relative","link":"x"}']
  ])
    await refused(400, code, 'POST', `${where}/invites`, start(body));
  const mine = { headers: bearer(agent.token) };
  for (const invite of ['1', '256', '-1', 'x'])
    await refused(404, 'invite_not_found', 'DELETE', `${where}/invites/${invite}`, mine);
  await refused(403, 'not_your_session', 'DELETE', `${where}/invites/0`, { headers: bens });
  await refused(403, 'recording_not_allowed', 'POST', `${where}/recording`, start('{"action":"start"}'));
  await refused(400, 'invalid_field', 'POST', `${where}/recording`, start('{"action":"delete"}'));
  await refused(403, 'role_not_allowed', 'GET', `/v1/sessions?worker=WK${'0'.repeat(32)}`, mine);
  await refused(400, 'invalid_field', 'GET', '/v1/sessions?worker=x', mine);
});

test('signals and event streams of somebody else, and signals that are none', async () => {
  const { session, customerLink } = (await call('POST', '/v1/sessions', start(wish()))).problem;
  const stream = `/v1/sessions/${session.id}/events`;
  await refused(401, 'flex_token_missing', 'GET', stream);
  await refused(403, 'not_your_session', 'GET', stream, { headers: bearer(await flexToken('ben', 60)) });
  await refused(404, 'session_not_found', 'GET', '/v1/sessions/x/events', { headers: bearer(agent.token) });
  await refused(401, 'visit_unknown', 'GET', '/v1/visits/me/events');
  const redeemed = await call('POST', '/v1/visits', {
    headers: json,
    body: JSON.stringify({ code: customerLink.split('/j/')[1] })
  });
  const device = { Cookie: redeemed.headers.get('set-cookie').split(';')[0] };
  const evil = { Origin: 'https://evil.example', ...device };
  await refused(403, 'cross_site', 'GET', '/v1/visits/me/events', { headers: evil });
  const signal = (body, headers = { ...json, ...device }) => ({ headers, body });
  const signals = '/v1/visits/me/signals';
  await refused(401, 'visit_unknown', 'POST', signals, signal('{"kind":"opened"}', json));
  await refused(403, 'cross_site', 'POST', signals, signal('{"kind":"opened"}', { ...json, ...evil }));
  await refused(400, 'missing_field', 'POST', signals, signal('{"kind":"connected"}'));
  for (const body of ['{"kind":"hacked"}', '{"kind":"quality","value":6}', '{"kind":"opened","value":1}'])
    await refused(400, 'invalid_field', 'POST', signals, signal(body));
});

test('the original contract: its fields, its errors, and a Flex token', async () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  for (const where of ['/get-tokens', '/get-tokens.js']) {
    const post = fields => call('POST', where, { headers: form, body: new URLSearchParams(fields) });
    const missing = await post({ Token: agent.token });
    assert.equal(missing.status, 400);
    assert.deepEqual(missing.problem, { error: 'Missing taskSid' });
    assert.equal((await post({ taskSid: task.taskSid, workerName: 'Ada' })).status, 401);
    assert.equal((await post({ taskSid: task.taskSid, Token: 'forged' })).status, 401);
    assert.equal((await post({ taskSid: 'WT' + '0'.repeat(32), Token: agent.token })).status, 403);
    assert.equal((await call('OPTIONS', where)).status, 204);
    const good = await post({ taskSid: task.taskSid, workerName: 'Somebody else', Token: agent.token });
    assert.equal(good.status, 200);
    assert.deepEqual(Object.keys(good.problem).sort(), [
      'agentLink',
      'agentToken',
      'customerLink',
      'customerToken',
      'roomName'
    ]);
    assert.equal(good.problem.roomName, `Room-${task.taskSid}`);
    const claims = JSON.parse(Buffer.from(good.problem.agentToken.split('.')[1], 'base64url'));
    assert.match(claims.grants.identity, /^agent:WK[0-9a-f]{32}$/, "the identity is the server's, not workerName");
  }
});

test('addresses and methods that are not there', async () => {
  await refused(404, 'not_found', 'GET', '/nothing-here');
  const wrong = await refused(405, 'method_not_allowed', 'DELETE', '/v1/sessions');
  assert.match(wrong.headers.get('allow'), /POST/);
  await refused(404, 'not_found', 'GET', '/assets/../../package.json');
  await refused(404, 'not_found', 'GET', '/assets/..%2f..%2fpackage.json');
});

test('after the end: no join, no redemption, no token', async () => {
  const { session, customerLink } = (await call('POST', '/v1/sessions', start(wish()))).problem;
  const mine = { headers: bearer(agent.token) };
  const ended = await call('POST', `/v1/sessions/${session.id}/end`, mine);
  assert.equal(ended.status, 200);
  assert.equal(ended.problem.session.state, 'ended');
  assert.equal((await call('POST', `/v1/sessions/${session.id}/end`, mine)).status, 200, 'a second end is harmless');
  await refused(410, 'session_ended', 'POST', `/v1/sessions/${session.id}/join`, mine);
  const code = customerLink.split('/j/')[1];
  await refused(410, 'session_ended', 'POST', '/v1/visits', { headers: json, body: JSON.stringify({ code }) });
  const page = await call('GET', `/j/${code}`);
  assert.equal(page.status, 410);
  assert.match(page.text, /"state":"session_ended"/);
  const next = await call('POST', '/v1/sessions', start(wish()));
  assert.equal(next.status, 201, 'the conversation may be taken to a new call');
  assert.notEqual(next.problem.session.id, session.id);
});

test('more redemptions of a link than a person makes', async () => {
  const { customerLink } = (await call('POST', '/v1/sessions', start(wish()))).problem;
  const again = { headers: json, body: JSON.stringify({ code: customerLink.split('/j/')[1] }) };
  let limited;
  for (let i = 0; i < 40 && !limited; i++) {
    const answer = await call('POST', '/v1/visits', again);
    if (answer.status === 429) limited = answer;
  }
  assert.equal(limited?.problem.code, 'rate_limited');
  assert.match(limited.headers.get('retry-after'), /^[1-9]\d*$/);
});

test('what the server printed admits nobody', () => {
  assert.doesNotMatch(demo.output(), /\/j\/[\w-]{20}|eyJ[\w-]{8,}\.eyJ|sandbox\.ada/);
});
