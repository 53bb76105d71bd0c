// A recording waits for the consent of every guest who has a place in the call.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json, openCall } from '../open-call.mjs';

const version = 'terms-2026.11';
let call;
before(
  async () => (call = await openCall({ cloud: true, args: ['--recording-allowed', '--consent-version', version] }))
);
after(() => call?.stop());

const act = (session, what, body) => ({
  method: 'POST',
  path: `/v1/sessions/${session.id}/${what}`,
  headers: { ...call.ada, ...(body && json) },
  body: body && JSON.stringify(body)
});
const record = (session, action) => act(session, 'recording', { action });
const signal = ({ visit, cookie }, body) => ({
  method: 'POST',
  path: `/v1/visits/me/signals?visit=${visit.id}`,
  headers: { ...cookie, ...json },
  body: JSON.stringify(body)
});
const consented = { kind: 'consented', version, language: 'pt-BR' };
const statusOf = async session => (await call.send({ path: `/v1/sessions/${session.id}`, headers: call.ada })).json;
const arrivalAt = async path =>
  JSON.parse(/id="arrival"[^>]*>(.*?)<\/script>/s.exec((await call.send({ path })).text)[1]);

test('the page behind a link is told to which text its guest has to agree, the agent’s page is not', async () => {
  const { session, code } = await call.another();
  assert.deepEqual((await arrivalAt(`/j/${code}`)).consent, { version });
  assert.equal('consent' in (await arrivalAt(`/agent/${session.id}`)), false);
});

test('a recording starts when everybody who was let in has agreed, and Twilio is asked only then', async () => {
  const { session, code } = await call.another();
  const room = call.video.rooms.get(session.roomSid);
  const first = await call.device(code);
  await call.refused(409, 'consent_missing', record(session, 'start'));
  assert.deepEqual(room.rules, []);
  assert.equal((await call.send(signal(first, consented))).status, 204);
  assert.equal((await statusOf(session)).visits[0].consent, version);
  const started = await call.send(record(session, 'start'));
  assert.equal(started.json.session.recording, 'on', started.text);
  assert.equal(room.rules[0].type, 'include');

  // who waits is in no recording; who is let in without having agreed keeps it from going on
  const second = await call.device(code);
  assert.equal(second.visit.state, 'waiting');
  await call.refused(409, 'consent_missing', act(session, `visits/${second.visit.id}/admit`));
  assert.equal((await call.send(record(session, 'pause'))).json.session.recording, 'paused');
  assert.equal((await call.send(record(session, 'start'))).json.session.recording, 'on');
  assert.equal((await call.send(record(session, 'pause'))).status, 200);
  assert.equal((await call.send(act(session, `visits/${second.visit.id}/admit`))).status, 200);
  await call.refused(409, 'consent_missing', record(session, 'start'));
  assert.equal((await call.send(act(session, `visits/${second.visit.id}/remove`))).status, 200);
  assert.equal((await call.send(record(session, 'start'))).json.session.recording, 'on');
  assert.equal((await call.send(record(session, 'stop'))).json.session.recording, 'off');
});

test('who has not agreed gets no token for a call that is recorded; a consent to another text is none', async () => {
  const { session, code } = await call.another();
  assert.equal((await call.send(record(session, 'start'))).json.session.recording, 'on');
  const guest = await call.device(code);
  const join = { method: 'POST', path: `/v1/visits/me/join?visit=${guest.visit.id}`, headers: guest.cookie };
  await call.refused(409, 'consent_missing', join);
  await call.refused(409, 'consent_outdated', signal(guest, { ...consented, version: 'terms-2025' }));
  await call.refused(409, 'consent_missing', join);
  assert.equal((await call.send(signal(guest, consented))).status, 204);
  assert.equal((await call.send(join)).status, 200);
});

test('a consent is kept with its text, its language and its time', async () => {
  const { session, code } = await call.another();
  const guest = await call.device(code);
  const before = Date.now();
  assert.equal((await call.send(signal(guest, consented))).status, 204);
  assert.equal((await call.send(act(session, 'end'))).status, 200);
  const stream = await call.send({ path: `/v1/sessions/${session.id}/events?after=1`, headers: call.ada });
  const events = [...stream.text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data));
  const given = events.filter(({ kind }) => kind === 'consent_given');
  assert.deepEqual(
    given.map(({ visit, actor, detail }) => ({ visit, actor, detail })),
    [{ visit: guest.visit.id, actor: `customer:${guest.visit.id}`, detail: `${version} pt-BR` }]
  );
  const at = Date.parse(given[0].at);
  assert.ok(at >= before - 1000 && at <= Date.now() + 1000, given[0].at);
});

test('what is no consent', async () => {
  const guest = await call.device((await call.another()).code);
  for (const missing of ['version', 'language'])
    await call.refused(400, 'missing_field', signal(guest, { ...consented, [missing]: undefined }));
  for (const wrong of [{ version: '' }, { version: 'two words' }, { version: 'x'.repeat(65) }, { language: 'x' }])
    await call.refused(400, 'invalid_field', signal(guest, { ...consented, ...wrong }));
  for (const beside of [{ version }, { language: 'en' }])
    await call.refused(400, 'invalid_field', signal(guest, { kind: 'opened', ...beside }));
});
