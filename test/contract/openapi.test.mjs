// GET /openapi.json against the server that gives it: what it declares is there, asks who asks, and answers as declared.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { apiPage } from '../../script/api-page.mjs';
import { root } from '../flex-video.mjs';
import { faultsOf } from '../json-schema.mjs';
import { json, openCall, someId } from '../open-call.mjs';
import { openapi, operations } from '../operations.mjs';

const call = await openCall();
after(() => call.stop());
const { serve, ada, sue } = call;
const document = await openapi(serve.base);
const all = operations(document, call);

test('docs/api.md says the same', async () => {
  const page = await readFile(path.join(root, 'docs/api.md'), 'utf8');
  assert.equal(page, apiPage(document), 'make it anew with script/api-page.mjs');
});

/** How each kind of caller is told that it did not say who it is. */
const stranger = {
  flexToken: [401, 'flex_token_missing'],
  device: [401, 'visit_unknown'],
  twilioSignature: [403, 'webhook_forged']
};

for (const { name, ask, security, streams } of all) {
  test(`${name} is there, and ${security ?? 'nobody'} is asked for`, async () => {
    const answer = await call.send(ask());
    const said = `${answer.status} ${answer.text}`;
    assert.ok(!['not_found', 'method_not_allowed'].includes(answer.json.code), said);
    if (security) {
      assert.deepEqual([answer.status, answer.json.code], stranger[security], said);
      assert.deepEqual(faultsOf(document, { $ref: '#/components/schemas/Problem' }, answer.json), []);
    } else {
      assert.ok(![401, 403].includes(answer.status) || name.includes('get-tokens'), said);
    }
    assert.ok(!streams || security, 'what is told as it happens is not for everybody');
  });
}

/** Sends it, and holds the answer against what is declared for its status. Returns the answer. */
async function as(name, expected, ask) {
  const { responses } = all.find(one => one.name === name);
  const answer = await call.send(ask);
  assert.equal(answer.status, expected, `${name}: ${answer.text}`);
  const declared = responses[expected] ?? responses.default;
  assert.ok(responses[expected] || expected >= 400, `${name}: ${expected} is not declared`);
  const media = Object.keys(declared.content);
  const type = answer.headers['content-type']?.split(';')[0];
  // Of an image, one of those it may be.
  const expectedTypes = type?.startsWith('image/') ? media.filter(one => one === type) : media;
  assert.deepEqual(expectedTypes, type ? [type] : [], name);
  if (type?.endsWith('json'))
    assert.deepEqual(faultsOf(document, declared.content[type].schema, answer.json), [], name);
  return answer;
}
const of = (name, headers, ids) => all.find(one => one.name === name).ask(headers, ids);
/** The operation as it is, asked by `headers`. */
const well = (name, expected, headers, ids) => as(name, expected, of(name, headers, ids));

test('what an agent asks is answered as declared', async () => {
  await well('POST /v1/sessions', 200, ada);
  const other = await call.control('/sandbox/tasks', {
    agent: 'ada',
    customerName: 'Zoë <b>',
    channelType: 'sms',
    status: 'accepted'
  });
  const wish = { conversationSid: other.conversationSid, taskSid: other.taskSid, locale: 'de-CH' };
  const started = { ...of('POST /v1/sessions', ada), body: JSON.stringify(wish) };
  const session = (await as('POST /v1/sessions', 201, started)).json.session.id;
  call.secret((await as('POST /v1/sessions', 200, started)).json.customerLink.split('/j/')[1]);
  assert.equal((await well('GET /v1/sessions', 200, sue)).json.sessions.length, 2);
  await well('POST /v1/sessions/{id}/join', 200, ada);
  await well('POST /v1/sessions/{id}/invitation', 200, ada);
  const stop = { ...of('POST /v1/sessions/{id}/recording', ada), body: '{"action":"stop"}' };
  await as('POST /v1/sessions/{id}/recording', 200, stop);
  await well('POST /v1/sessions/{id}/recording', 403, ada);
  await well('POST /v1/sessions/{id}/supervise', 403, sue);
  await well('POST /v1/sessions/{id}/supervision', 403, sue);
  const { invite, link } = (await well('POST /v1/sessions/{id}/invites', 201, ada)).json;
  const relative = await call.device(call.secret(link.split('/j/')[1]));
  await call.device(call.code);
  const waits = await call.device(call.code);
  const denied = await call.device(call.code);
  const decide = (what, guest) =>
    well(`POST /v1/sessions/{id}/visits/{visit}/${what}`, 200, ada, { visit: guest.visit.id });
  await decide('admit', waits);
  await decide('deny', denied);
  await decide('remove', relative);
  await well('DELETE /v1/sessions/{id}/invites/{invite}', 200, ada, { invite: String(invite.id) });
  const { still } = (await well('POST /v1/sessions/{id}/stills', 201, ada)).json;
  assert.deepEqual((await well('GET /v1/sessions/{id}/stills', 200, sue)).json.stills, [still]);
  await well('GET /v1/sessions/{id}/stills/{still}', 200, sue, { still: still.id });
  await well('GET /v1/sessions/{id}/stills/{still}', 404, sue);
  const status = (await well('GET /v1/sessions/{id}', 200, sue)).json;
  const states = [relative, waits, denied].map(guest => status.visits.find(one => one.id === guest.visit.id).state);
  assert.deepEqual(states, ['removed', 'admitted', 'denied']);
  assert.equal(status.invites.length, 2);
  await well('POST /v1/sessions/{id}/end', 200, ada, { session });
  const ended = (await well('GET /v1/sessions/{id}', 200, ada, { session })).json.session;
  assert.equal(ended.endReason, 'agent_ended');
});

test('what a customer asks is answered as declared', async () => {
  const other = await call.another();
  const redeem = headers => ({
    ...of('POST /v1/visits', headers),
    body: JSON.stringify({ code: other.code })
  });
  const first = await as('POST /v1/visits', 201, redeem());
  const cookie = { Cookie: call.secret(first.headers['set-cookie'][0].split(';')[0]) };
  await as('POST /v1/visits', 200, redeem(cookie));
  await well('GET /v1/visits/me', 200, cookie);
  await well('POST /v1/visits/me/join', 200, cookie);
  await well('POST /v1/visits/me/signals', 204, cookie);
  const keep = of('POST /v1/visits/me/stills', cookie);
  await as('POST /v1/visits/me/stills', 201, keep);
  const largest = Buffer.concat([keep.body, Buffer.alloc(8 * 1024 * 1024 - keep.body.length)]);
  await as('POST /v1/visits/me/stills', 201, { ...keep, body: largest });
  await well('GET /j/{code}', 200);
  await well('GET /agent/{id}', 200);
  await well('GET /supervisor/{id}', 200);
});

test('the original contract is answered as declared', async () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ taskSid: call.wish.taskSid, Token: ada.Authorization.slice(7) }).toString();
  for (const name of ['POST /get-tokens', 'POST /get-tokens.js']) {
    const asked = { ...of(name, form), body };
    const answer = await as(name, 200, asked);
    call.secret(answer.json.agentLink.split('/j/')[1]);
    await as(name, 400, { ...asked, body: '' });
    await as(name, 401, { ...asked, body: `taskSid=${call.wish.taskSid}` });
  }
});

test('what an operator asks is answered as declared', async () => {
  await well('GET /healthz', 200);
  await well('GET /readyz', 200);
  await well('GET /metrics', 200);
  for (const name of ['POST /webhooks/twilio/video', 'POST /webhooks/twilio/taskrouter']) await well(name, 403);
});

test('refusals are answered as declared', async () => {
  await well('POST /v1/sessions/{id}/join', 404, ada, { session: someId() });
  await well('POST /v1/sessions/{id}/visits/{visit}/admit', 404, ada, { visit: someId() });
  await as('POST /v1/sessions', 400, {
    ...of('POST /v1/sessions', ada),
    headers: { ...json, ...ada },
    body: '{"a":1}'
  });
  const codes = document.components.schemas.ProblemCode.enum;
  assert.equal(new Set(codes).size, codes.length);
});

test('every route that docs/architecture.md tells of is declared', async () => {
  const text = await readFile(path.join(root, 'docs/architecture.md'), 'utf8');
  const [table] = text.split('## The HTTP API')[1].split('###');
  const told = [];
  for (const row of table.split('\n').filter(line => line.startsWith('| `'))) {
    let verb, where;
    for (const [, said] of row.split('|')[1].matchAll(/`([^`]+)`/g)) {
      const words = said.split(' ');
      if (words.length > 1) verb = words.shift();
      // "…/end" stands beside what went before it
      where = words[0].replace(/^…/, () => where.slice(0, where.lastIndexOf('/')));
      told.push(`${verb} ${where}`);
    }
  }
  assert.ok(told.length > 20, told.join());
  const declared = new Set(all.map(one => one.name)).add('GET /openapi.json');
  assert.deepEqual(
    told.filter(one => !declared.has(one)),
    []
  );
});

test('the validator finds what is wrong', () => {
  const session = { $ref: '#/components/schemas/Session' };
  const without = { ...call.session };
  delete without.customerName;
  assert.deepEqual(faultsOf(document, session, call.session), []);
  for (const [wrong, fault] of [
    [without, /lacks customerName/],
    [{ ...call.session, more: 1 }, /has more/],
    [{ ...call.session, id: 'x' }, /is not like/],
    [{ ...call.session, agentName: 1 }, /is no string/],
    [{ ...call.session, state: 'closed' }, /none of the values/],
    [{ ...call.session, openedAt: '2026-13-01T00:00:00Z' }, /is no time/],
    [[], /is no object/]
  ])
    assert.match(faultsOf(document, session, wrong).join(), fault);
  const policy = { $ref: '#/components/schemas/Policy' };
  const supervisor = { supervisorJoin: 'off', supervisorAnnounced: true };
  const asked = {
    maxParticipants: -1,
    lobby: 'never',
    longestCallSeconds: 1.5,
    recordingAllowed: 'yes',
    ...supervisor
  };
  assert.equal(faultsOf(document, policy, asked).length, 3);
});
