// The serverless edition in Twilio's own local runtime: what the original plugin asks for, the way of a call, and every refusal.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import jsonwebtoken from 'jsonwebtoken';
import { run, startDemo } from '../flex-video.mjs';
import { inviteCode } from '../open-call.mjs';
import { startFunctions } from '../serverless.mjs';

const demo = await startDemo();
after(() => demo.stop());
const linkSecret = 'a link secret of this test only';
const functions = await startFunctions(demo, { LINK_SECRET: linkSecret });
after(() => functions.stop());
const { post, environment } = functions;

async function sandbox(what, body) {
  const wish = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return (await fetch(`${demo.base}/sandbox/${what}`, body && wish)).json();
}
const tokenOf = async (identity, expiresInSeconds = 3600) =>
  (await sandbox('tokens', { identity, expiresInSeconds })).token;
const newTask = (status = 'accepted', agent = 'ada') =>
  sandbox('tasks', { agent, customerName: 'Ray Remote', channelType: 'whatsapp', status });
const ada = await tokenOf('ada');
const room = async name => {
  const key = Buffer.from(`${environment.API_KEY}:${environment.API_SECRET}`).toString('base64');
  const answer = await fetch(`${demo.base}/v1/Rooms/${name}`, { headers: { Authorization: `Basic ${key}` } });
  return answer.json();
};
const claims = token => jsonwebtoken.verify(token, environment.API_SECRET, { algorithms: ['HS256'] });
const refused = async (status, code, name, form, headers) => {
  const answer = await post(name, form, headers);
  assert.deepEqual(
    [answer.status, answer.json.code],
    [status, code],
    `${name} ${JSON.stringify(form)}: ${answer.text}`
  );
  assert.equal(answer.headers.get('content-type').split(';')[0], 'application/problem+json');
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
};

test('the original plugin’s request gets two tokens for the task’s room', async () => {
  const { taskSid } = await newTask();
  const form = { taskSid, workerName: 'Ada', Token: ada };
  const answer = await post('get-tokens', form, { Origin: 'https://flex.twilio.com' });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  assert.equal(answer.headers.get('content-type').split(';')[0], 'application/json');
  const { agentToken, customerToken, roomName, agentLink, customerLink } = answer.json;
  assert.equal(roomName, `Room-${taskSid}`);
  const [agent, customer] = [agentToken, customerToken].map(claims);
  const { sid, max_participants: places, unused_room_timeout: minutes } = await room(roomName);
  for (const one of [agent, customer]) {
    assert.equal(one.iss, environment.API_KEY);
    assert.equal(one.sub, environment.ACCOUNT_SID);
    assert.equal(one.grants.video.room, sid);
    assert.equal(one.exp - one.iat, 4 * 3600);
  }
  assert.match(agent.grants.identity, /^agent:WK[0-9a-f]{32}$/);
  assert.match(customer.grants.identity, /^customer:[\w-]{22}$/);
  assert.deepEqual([places, minutes], [4, 60]);
  for (const link of [agentLink, customerLink])
    assert.match(link, new RegExp(`^${functions.base}/video-room\\.html#[0-9A-Za-z]{52}$`));

  // each customer's token is somebody else's, in the same room
  const again = (await post('get-tokens', form)).json;
  assert.equal(claims(again.customerToken).grants.video.room, sid);
  assert.notEqual(claims(again.customerToken).grants.identity, customer.grants.identity);
});

test('get-tokens refuses in the original’s form', async () => {
  const { taskSid } = await newTask();
  const bens = await tokenOf('ben');
  const rows = [
    [400, 'Missing taskSid', { Token: ada }],
    [400, 'Missing taskSid', { taskSid: '', Token: ada }],
    [400, 'Invalid taskSid', { taskSid: 'Room-1', Token: ada }],
    [401, 'A Flex token is required', { taskSid }],
    [401, 'The Flex token is not valid', { taskSid, Token: 'forged' }],
    [401, 'The Flex token has expired', { taskSid, Token: await tokenOf('ada', -60) }],
    [403, 'The task is not yours', { taskSid, Token: bens }],
    [409, 'The task is not accepted', { taskSid: (await newTask('pending')).taskSid, Token: ada }]
  ];
  for (const [status, error, form] of rows) {
    const answer = await post('get-tokens', form);
    assert.deepEqual([answer.status, answer.json], [status, { error }], JSON.stringify(form));
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
  }
});

test('a call: started, entered by both, ended; the link dies with it', async () => {
  const { taskSid, conversationSid } = await newTask();
  const own = { taskSid, Token: ada };
  await refused(404, 'session_not_found', 'start', { ...own, conversationSid, onlyExisting: 'true' });
  const started = await post('start', { ...own, conversationSid, locale: 'de' });
  assert.equal(started.status, 200, started.text);
  const { session, customerLink, message, windowed } = started.json;
  assert.deepEqual(
    [session.taskSid, session.conversationSid, session.state, session.customerName, windowed],
    [taskSid, conversationSid, 'open', 'Ray Remote', false]
  );
  assert.equal(message, `Kommen Sie bitte in den sicheren Videoanruf: ${customerLink}`);
  assert.deepEqual((await post('start', { ...own, conversationSid, locale: 'de' })).json.customerLink, customerLink);

  const agent = await post('join', own);
  assert.equal(agent.status, 200, agent.text);
  assert.deepEqual([agent.json.role, agent.json.peerName], ['agent', 'Ray Remote']);
  const code = customerLink.split('#')[1];
  const customer = await post('join', { code });
  assert.equal(customer.json.role, 'customer');
  assert.equal(claims(customer.json.token).grants.video.room, agent.json.room);

  const ended = await post('end', own);
  assert.deepEqual([ended.status, ended.json.session.state], [200, 'ended']);
  assert.equal((await room(agent.json.room)).status, 'completed');
  await refused(410, 'session_ended', 'join', { code });
  await refused(410, 'session_ended', 'end', own);
  await refused(404, 'session_not_found', 'join', own);
});

test('every refusal, and nothing that a request says of itself is believed', async () => {
  const { taskSid, conversationSid } = await newTask();
  const own = { taskSid, conversationSid, Token: ada };
  await post('start', own);
  const other = await newTask();
  const rows = [
    [400, 'missing_field', 'start', { taskSid, Token: ada }],
    [400, 'missing_field', 'start', { conversationSid, Token: ada }],
    [400, 'invalid_field', 'start', { ...own, conversationSid: 'CH' }],
    [400, 'invalid_field', 'start', { ...own, locale: 'x'.repeat(36) }],
    [401, 'flex_token_missing', 'start', { ...own, Token: '' }],
    [401, 'flex_token_invalid', 'start', { ...own, Token: 'x'.repeat(9000) }],
    [409, 'conversation_mismatch', 'start', { ...own, conversationSid: other.conversationSid }],
    [403, 'task_not_reserved', 'start', { ...own, Token: await tokenOf('ben') }],
    [400, 'missing_field', 'join', { Token: ada }],
    [403, 'task_not_reserved', 'join', { taskSid, Token: await tokenOf('ben') }],
    [404, 'invite_invalid', 'join', { code: 'x'.repeat(52) }],
    [404, 'invite_invalid', 'join', { code: 'short' }],
    [403, 'task_not_reserved', 'end', { taskSid, Token: await tokenOf('ben') }],
    [401, 'flex_token_missing', 'end', { taskSid }]
  ];
  for (const [status, code, name, form] of rows) await refused(status, code, name, form);

  // a genuine code that is too old, one for another key, and one for a room that there is not
  const somewhere = Buffer.alloc(16, 7).toString('base64url');
  const old = inviteCode(linkSecret, { session: somewhere, expires: Math.floor(Date.now() / 1000) - 1 });
  await refused(410, 'invite_expired', 'join', { code: old });
  await refused(404, 'invite_invalid', 'join', { code: inviteCode('another secret entirely', { session: somewhere }) });
  await refused(410, 'session_ended', 'join', { code: inviteCode(linkSecret, { session: somewhere }) });

  // the runtime lets a JSON body replace its own `request`: headers in there prove nothing
  const forged = body =>
    fetch(`${functions.base}/start`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body)
    });
  for (const request of [{ headers: { authorization: `Bearer ${ada}` } }, 'text', null, 7, { headers: 'text' }]) {
    const answer = await forged({ taskSid, conversationSid, request });
    assert.equal(answer.status, 401, JSON.stringify(request));
  }
  const nested = await forged({ ...own, taskSid: { $ne: '' } });
  assert.equal((await nested.json()).code, 'missing_field');
});

test('a task’s end closes its room, by Twilio’s signature alone', async () => {
  const { taskSid, conversationSid } = await newTask();
  const { json } = await post('start', { taskSid, conversationSid, Token: ada });
  const { sid } = await room(`Room-${taskSid}`);
  const event = { EventType: 'task.wrapup', TaskSid: taskSid, WorkspaceSid: environment.WORKSPACE_SID };
  const sign = form =>
    createHmac('sha1', environment.AUTH_TOKEN)
      .update(
        Object.keys(form)
          .sort()
          .reduce((text, name) => text + name + form[name], `${functions.base}/task-event`)
      )
      .digest('base64');
  const headers = form => ({ 'X-Twilio-Signature': sign(form) });
  await refused(403, 'webhook_forged', 'task-event', event);
  await refused(403, 'webhook_forged', 'task-event', event, { 'X-Twilio-Signature': 'AAAA' });
  await refused(403, 'webhook_forged', 'task-event', { ...event, More: '1' }, headers(event));
  const incomplete = { EventType: 'task.wrapup' };
  await refused(400, 'webhook_malformed', 'task-event', incomplete, headers(incomplete));
  const created = { ...event, EventType: 'task.created' };
  assert.equal((await post('task-event', created, headers(created))).status, 200);
  assert.equal((await room(sid)).status, 'in-progress');
  assert.equal((await post('task-event', event, headers(event))).status, 200);
  assert.equal((await room(sid)).status, 'completed');
  assert.equal((await post('task-event', event, headers(event))).status, 200, 'told twice');
  await refused(410, 'session_ended', 'join', { code: json.customerLink.split('#')[1] });
});

test('an IAM that hangs is answered before Twilio ends the function; a variable that is missing is named in the log', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  after(() => silent.close());
  const slow = await startFunctions(demo, { IAM_URL: `http://127.0.0.1:${silent.address().port}` });
  const bare = await startFunctions(demo, { WORKSPACE_SID: undefined });
  try {
    const { taskSid } = await newTask();
    const limit = setTimeout(10_000, 'too late');
    const answer = await Promise.race([slow.post('get-tokens', { taskSid, Token: ada }), limit]);
    assert.deepEqual([answer.status, answer.json], [503, { error: "The Flex token can't be checked right now" }]);
    const unset = await bare.post('get-tokens', { taskSid, Token: ada });
    assert.deepEqual([unset.status, unset.json], [500, { error: 'Internal Server Error' }]);
    assert.match(bare.output(), /get-tokens: a variable is not set \(WORKSPACE_SID\)/);
    for (const one of [slow, bare, functions]) assert.ok(!one.output().includes(ada), 'no token in a log');
  } finally {
    silent.closeAllConnections();
    await slow.stop();
    await bare.stop();
  }
});

test('the doctor sees from outside what is right and what is not', async () => {
  const checks = text => text.split('\n').filter(line => /^(ok|warn|FAIL)/.test(line));
  const { code, stdout } = await run(['doctor', '--serverless', functions.base]);
  assert.equal(code, 0, stdout);
  assert.equal(checks(stdout).length, 8);
  const elsewhere = await run(['doctor', '--serverless', demo.base]);
  assert.equal(elsewhere.code, 1);
  assert.match(elsewhere.stdout, /^FAIL {2}start: HTTP 404, .* To do: deploy functions\/start\.js$/m);
  assert.equal((await run(['doctor', '--serverless', `${functions.base}/path`])).code, 2);
});

test('what is private stays private, and the preflight is the runtime’s', async () => {
  for (const path of ['/core.wasm', '/host.js', '/get-tokens.js', '/.env'])
    assert.ok([403, 404].includes((await fetch(functions.base + path)).status), path);
  const preflight = await fetch(`${functions.base}/get-tokens`, { method: 'OPTIONS' });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
});
