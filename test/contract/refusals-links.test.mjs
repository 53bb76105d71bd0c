// Links and devices: codes that are forged, expired, used up, taken back or stolen; visits that may not; other sites.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bearer, inviteCode, json, openCall, roles, someId } from '../open-call.mjs';

const call = await openCall();
const tenant = await openCall();
after(async () => {
  await call.stop();
  await tenant.stop();
});
const { serve, ada, ben, refused } = call;

const soon = () => Math.floor(Date.now() / 1000) + 3600;
const redeem = (code, headers = {}) => ({
  method: 'POST',
  path: '/v1/visits',
  headers: { ...json, ...headers },
  body: JSON.stringify({ code })
});
const act = (method, where, headers = ada, body) => ({
  method,
  path: `/v1/sessions/${where}`,
  headers: body ? { ...json, ...headers } : headers,
  body: body && JSON.stringify(body)
});
const mine = (method, where, body) => act(method, `${call.session.id}/${where}`, ada, body);

/** A link that is refused, by the page and when it is redeemed. */
async function leadsNowhere(status, code, link, state = code) {
  await refused(status, code, redeem(link));
  const before = serve.rows();
  const page = await call.send({ path: `/j/${encodeURIComponent(link)}` });
  assert.equal(page.status, status, page.text);
  assert.ok(page.text.includes(`"state":"${state}"`), page.text);
  assert.equal(page.headers['set-cookie'], undefined);
  assert.ok(link.length < 20 || !page.text.includes(link), 'the page does not repeat the code');
  assert.deepEqual(serve.rows(), before);
}

test('the codes that this test writes are the server’s', async () => {
  const expires = serve.rows().invite[0].expires_at / 1000;
  const same = inviteCode(serve.linkSecret, { session: call.session.id, expires });
  assert.equal(same, call.code);
});

test('codes that nobody signed', async () => {
  const { code } = call;
  for (let at = 0; at < code.length; at++) {
    const flipped = code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1);
    await refused(404, 'invite_invalid', redeem(flipped));
  }
  const letters = [code.toLowerCase(), code.toUpperCase(), [...code].reverse().join('')];
  for (const forged of [
    ...letters,
    code + 'A',
    code.slice(1),
    'x',
    ' ' + code,
    code + '\n',
    '0'.repeat(52),
    'z'.repeat(52)
  ])
    await leadsNowhere(404, 'invite_invalid', forged);
  await refused(404, 'invite_invalid', redeem(''));
  await refused(404, 'invite_invalid', redeem('\0'.repeat(52)));
  await refused(404, 'invite_invalid', redeem('é'.repeat(26)));
  await refused(404, 'invite_invalid', redeem('A'.repeat(10_000)));
});

test('codes that somebody else signed, or that say what was never given out', async () => {
  const session = call.session.id;
  const signed = said => inviteCode(serve.linkSecret, { session, ...said });
  await leadsNowhere(404, 'invite_invalid', inviteCode('another secret', { session }));
  await leadsNowhere(404, 'invite_invalid', inviteCode(tenant.serve.linkSecret, { session }));
  await leadsNowhere(404, 'invite_invalid', tenant.code);
  await leadsNowhere(404, 'invite_invalid', signed({ session: someId() }));
  await leadsNowhere(404, 'invite_invalid', signed({ session: tenant.session.id }));
  await leadsNowhere(404, 'invite_invalid', signed({ ordinal: 7 }));
  await leadsNowhere(404, 'invite_invalid', signed({ role: roles.relative }));
  await leadsNowhere(404, 'invite_invalid', signed({ role: 0 }));
  await leadsNowhere(404, 'invite_invalid', signed({ role: 15 }));
  await leadsNowhere(404, 'invite_invalid', signed({ version: 2 }));
  await leadsNowhere(410, 'invite_expired', signed({ role: roles.agent, ordinal: 1 }));
});

test('a code that has expired', async () => {
  const said = { session: call.session.id, expires: Math.floor(Date.now() / 1000) };
  await leadsNowhere(410, 'invite_expired', call.secret(inviteCode(serve.linkSecret, said)));
  await leadsNowhere(410, 'invite_expired', inviteCode(serve.linkSecret, { ...said, expires: 0 }));
});

test('a preview crawler that reads the link a hundred times changes nothing, and the link still works', async () => {
  const before = serve.rows();
  for (let i = 0; i < 100; i++) {
    const page = await call.send({ method: i % 4 ? 'GET' : 'HEAD', path: `/j/${call.code}` });
    assert.equal(page.status, 200);
    assert.equal(page.headers['set-cookie'], undefined);
    assert.equal(page.headers['referrer-policy'], 'no-referrer');
    assert.match(page.headers['content-security-policy'], /frame-ancestors 'none'/);
    assert.equal(page.headers['access-control-allow-origin'], undefined);
  }
  assert.deepEqual(serve.rows(), before);
  Object.assign(call, await call.device(call.code));
  assert.equal(call.visit.state, 'admitted');
});

test('a code that is stolen waits on its second device', async () => {
  const thief = await call.device(call.code);
  assert.equal(thief.visit.state, 'waiting');
  await refused(403, 'visit_waiting', { method: 'POST', path: '/v1/visits/me/join', headers: thief.cookie });
  const denied = await call.send(mine('POST', `visits/${thief.visit.id}/deny`));
  assert.equal(denied.status, 200);
  await refused(403, 'visit_denied', { method: 'POST', path: '/v1/visits/me/join', headers: thief.cookie });
  await refused(403, 'visit_denied', redeem(call.code, thief.cookie));
  await refused(409, 'visit_not_admitted', mine('POST', `visits/${thief.visit.id}/remove`));
});

test('nobody chooses a device’s id but the server', async () => {
  const chosen = someId();
  const answer = await call.redeem(call.code, { Cookie: `__Host-flex-video-device=${chosen}` });
  assert.equal(answer.status, 201);
  assert.ok(!answer.headers['set-cookie'][0].includes(chosen));
});

test('an agent’s link admits one device', async () => {
  const token = ada.Authorization.slice('Bearer '.length);
  const tokens = await call.send({
    method: 'POST',
    path: '/get-tokens',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ taskSid: call.wish.taskSid, Token: token }).toString()
  });
  const code = call.secret(tokens.json.agentLink.split('/j/')[1]);
  const agent = await call.device(code);
  assert.equal(agent.visit.role, 'agent');
  await refused(410, 'invite_expired', redeem(code));
  await refused(410, 'invite_expired', redeem(code, call.cookie));
  for (const what of ['admit', 'deny', 'remove'])
    await refused(404, 'visit_not_found', mine('POST', `visits/${agent.visit.id}/${what}`));
});

test('a link that was taken back', async () => {
  const made = await call.send(mine('POST', 'invites', { role: 'relative' }));
  assert.equal(made.status, 201);
  const code = call.secret(made.json.link.split('/j/')[1]);
  const { id } = made.json.invite;
  assert.equal((await call.send(mine('DELETE', `invites/${id}`))).status, 200);
  await leadsNowhere(410, 'invite_revoked', code, 'invite_expired');
});

test('links that the agent may not give out or take back', async () => {
  for (const role of ['agent', 'supervisor', '', 1, null, ['relative']])
    await refused(400, 'invalid_field', mine('POST', 'invites', { role }));
  for (const expiresInSeconds of [0, 59, 86_401, 4_294_967_296, -60, 60.5, '60', null])
    await refused(400, 'invalid_field', mine('POST', 'invites', { role: 'relative', expiresInSeconds }));
  await refused(400, 'missing_field', mine('POST', 'invites', {}));
  for (const id of ['99', '256', '-1', '+0', '0x0', '0.0', '%200', 'x', someId()])
    await refused(404, 'invite_not_found', mine('DELETE', `invites/${id}`));
  while ((await call.send(mine('POST', 'invites', { role: 'relative' }))).status === 201);
  await refused(409, 'too_many_invites', mine('POST', 'invites', { role: 'relative' }));
});

test('what the agent may not decide', async () => {
  for (const what of ['admit', 'deny', 'remove'])
    for (const visit of [someId(), 'x', '%00'])
      await refused(404, 'visit_not_found', mine('POST', `visits/${visit}/${what}`));
  await refused(409, 'visit_not_waiting', mine('POST', `visits/${call.visit.id}/deny`));
  for (const action of ['start', 'pause']) // to stop is always allowed
    await refused(403, 'recording_not_allowed', mine('POST', 'recording', { action }));
  await refused(400, 'invalid_field', mine('POST', 'recording', { action: 'Start' }));
});

test('a guest of another call is not this agent’s to decide about', async () => {
  const other = await call.another();
  const guest = await call.device(other.code);
  for (const what of ['admit', 'deny', 'remove'])
    await refused(404, 'visit_not_found', mine('POST', `visits/${guest.visit.id}/${what}`));
  await refused(401, 'visit_unknown', {
    method: 'POST',
    path: `/v1/visits/me/join?visit=${guest.visit.id}`,
    headers: call.cookie
  });
  const both = await call.redeem(other.code, call.cookie);
  assert.equal(both.status, 201);
  const ambiguous = { method: 'POST', path: '/v1/visits/me/join', headers: call.cookie };
  assert.equal((await refused(400, 'missing_field', ambiguous)).json.field, 'visit');
});

test('signals that say nothing, or too much', async () => {
  const signal = body => ({
    method: 'POST',
    path: `/v1/visits/me/signals?visit=${call.visit.id}`,
    headers: { ...json, ...call.cookie },
    body: JSON.stringify(body)
  });
  await refused(400, 'missing_field', signal({}));
  await refused(400, 'invalid_field', signal({ kind: 'ended' }));
  await refused(400, 'missing_field', signal({ kind: 'quality' }));
  for (const value of [6, 4_294_967_296, -1, '1'])
    await refused(400, 'invalid_field', signal({ kind: 'quality', value }));
  await refused(400, 'unknown_field', signal({ kind: 'left', visit: someId() }));
});

test('more signals than are noted of one visit; who leaves is heard all the same', async () => {
  const other = await call.another();
  const guest = await call.device(other.code);
  const signal = body => ({
    method: 'POST',
    path: '/v1/visits/me/signals',
    headers: { ...json, ...guest.cookie },
    body: JSON.stringify(body)
  });
  for (let i = 0; i < 100; i++) assert.equal((await call.send(signal({ kind: 'quality', value: i % 6 }))).status, 204);
  await refused(409, 'too_many_signals', signal({ kind: 'quality', value: 0 }));
  await refused(409, 'too_many_signals', signal({ kind: 'opened' }));
  assert.equal((await call.send(signal({ kind: 'left' }))).status, 204);
  await refused(409, 'too_many_signals', signal({ kind: 'left' }));
});

test('a room that is full lets nobody in', async () => {
  const other = await call.another();
  const guests = [];
  for (let i = 0; i < 5; i++) guests.push(await call.device(other.code));
  const admit = guest => act('POST', `${other.session.id}/visits/${guest.visit.id}/admit`);
  for (const guest of guests.slice(1, 3)) assert.equal((await call.send(admit(guest))).status, 200);
  await refused(409, 'room_full', admit(guests[3]));
  for (let i = 5; i < 16; i++) await call.device(other.code);
  await refused(403, 'visit_denied', redeem(other.code));
});

test('a page of another site may neither ask nor read', async () => {
  for (const site of [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: 'https://flex.twilio.com.evil.example' },
    { Origin: 'https://flex.twilio.com', 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'Same-Origin' }
  ]) {
    await refused(403, 'cross_site', redeem(call.code, site));
    await refused(403, 'cross_site', redeem(call.code, { ...call.cookie, ...site }));
  }
  for (const origin of [
    'https://evil.example',
    'null',
    'http://flex.twilio.com',
    'https://FLEX.twilio.com',
    serve.base
  ]) {
    for (const path of [
      '/v1/sessions',
      `/v1/sessions/${call.session.id}`,
      '/healthz',
      '/openapi.json',
      `/j/${call.code}`
    ]) {
      const read = await call.send({ path, headers: { ...ada, Origin: origin } });
      assert.equal(read.status, 200);
      assert.equal(read.headers['access-control-allow-origin'], undefined, `${origin} ${path}`);
      assert.equal(read.headers['access-control-allow-credentials'], undefined);
    }
    const asks = {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization'
    };
    for (const path of ['/v1/sessions', `/v1/sessions/${call.session.id}/end`, '/get-tokens', '/get-tokens.js']) {
      const preflight = await call.send({ method: 'OPTIONS', path, headers: asks });
      assert.equal(preflight.status, 204);
      const granted = Object.keys(preflight.headers).filter(name => name.startsWith('access-control-'));
      assert.deepEqual(granted, [], `${origin} ${path}`);
    }
  }
  const flex = await call.send({ path: '/v1/sessions', headers: { ...ada, Origin: 'https://flex.twilio.com' } });
  assert.equal(flex.headers['access-control-allow-origin'], 'https://flex.twilio.com');
  assert.equal(flex.headers['access-control-allow-credentials'], undefined, 'no cookie goes along');
});

test('what a customer may ask for has no preflight at all', async () => {
  for (const path of ['/v1/visits', '/v1/visits/me', '/v1/visits/me/join', '/v1/visits/me/signals'])
    await refused(405, 'method_not_allowed', {
      method: 'OPTIONS',
      path,
      headers: { Origin: 'https://flex.twilio.com' }
    });
});

test('after a transfer the call is the new agent’s, and after the end nobody’s', async () => {
  const other = await call.another();
  const guest = await call.device(other.code);
  const session = other.session.id;
  const tokens = await call.send({
    method: 'POST',
    path: '/get-tokens',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ taskSid: other.wish.taskSid, Token: ada.Authorization.slice(7) }).toString()
  });
  const agentCode = call.secret(tokens.json.agentLink.split('/j/')[1]);
  const offered = await call.control(`/sandbox/reservations/${other.task.reservationSid}/transfer`, { to: 'ben' });
  await call.control(`/sandbox/reservations/${offered.reservationSid}`, { status: 'accepted' });
  const taken = await call.send({
    method: 'POST',
    path: '/v1/sessions',
    headers: { ...json, ...ben },
    body: JSON.stringify({ conversationSid: offered.conversationSid, taskSid: offered.taskSid })
  });
  assert.equal(taken.status, 200);
  assert.equal(taken.json.session.id, session);
  for (const what of ['join', 'end', `visits/${guest.visit.id}/remove`])
    await refused(403, 'not_your_session', act('POST', `${session}/${what}`));
  await refused(403, 'not_your_session', act('GET', session));
  await leadsNowhere(410, 'invite_expired', agentCode);

  assert.equal((await call.send(act('POST', `${session}/end`, ben))).status, 200);
  await refused(410, 'session_ended', act('POST', `${session}/join`, ben));
  await refused(410, 'session_ended', act('POST', `${session}/invites`, ben, { role: 'relative' }));
  await refused(410, 'session_ended', act('DELETE', `${session}/invites/0`, ben));
  for (const what of ['admit', 'deny', 'remove'])
    await refused(410, 'session_ended', act('POST', `${session}/visits/${guest.visit.id}/${what}`, ben));
  await refused(410, 'session_ended', { method: 'POST', path: '/v1/visits/me/join', headers: guest.cookie });
  await refused(410, 'session_ended', redeem(other.code, guest.cookie));
  await leadsNowhere(410, 'session_ended', other.code);
  await leadsNowhere(410, 'session_ended', inviteCode(serve.linkSecret, { session, expires: soon(), ordinal: 200 }));
  const page = await call.send({ path: `/agent/${session}`, headers: bearer('x') });
  assert.equal(page.status, 410);
  for (const nowhere of [someId(), tenant.session.id, 'x'])
    assert.equal((await call.send({ path: `/agent/${nowhere}` })).status, 404);
});
