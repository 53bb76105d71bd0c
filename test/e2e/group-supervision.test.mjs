// A supervisor in a call of a group room: unseen and unheard, then heard by the agent alone, by everybody, and in the agent's place.
// Agent and customer are pages of Twilio's SDK alone, so that what is not shown there is not there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, received } from './browser.mjs';
import { openRooms } from './rooms.mjs';
import { smallCamera } from './seats.mjs';
import { loudness, publishTone } from './tones.mjs';

let rooms, call;
before(async () => {
  rooms = await openRooms({ type: 'group', args: ['--supervisor-join', 'coach'] });
  call = rooms.call;
});
after(() => rooms?.close());

const silent = { audio: false, video: false, dominantSpeaker: true };

/** Ada's call with its customer, both silent; `supervise()` brings Sue, who makes noise. */
async function underWay(context) {
  const { session, code } = await call.another();
  const post = (what, headers, body) =>
    call.send({
      method: 'POST',
      path: `/v1/sessions/${session.id}/${what}`,
      headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
      body: body && JSON.stringify(body)
    });
  const pages = [];
  const sit = async (who, { token, identity }, options) => {
    const page = await rooms.page();
    pages.push(page);
    call.secret(token);
    const seat = await rooms.join(page, who, { sid: session.roomSid }, { token, ...options });
    return Object.assign(seat, { identity });
  };
  context.after(async () => {
    await post('end', call.ada);
    for (const page of pages) await page.close();
  });
  const { cookie } = await call.device(code);
  const guest = await call.send({ method: 'POST', path: '/v1/visits/me/join', headers: cookie });
  const agent = await sit('agent', (await post('join', call.ada)).json, silent);
  const customer = await sit('customer', guest.json, silent);
  for (const seat of [agent, customer]) await publishTone(seat);
  await agent.sees(`trackStarted audio ${customer.identity}`);
  await eventually(
    'the call is live',
    async () => (await status()).session.state,
    state => state === 'live'
  );
  // Before anybody has spoken the worker takes one for the speaker, once.
  for (const seat of [agent, customer])
    await eventually(
      'there is a speaker',
      () => seat.diary(),
      diary => diary.some(line => /^dominantSpeakerChanged/.test(line))
    );

  async function status(headers = call.ada) {
    return (await call.send({ path: `/v1/sessions/${session.id}`, headers })).json;
  }
  return {
    session,
    agent,
    customer,
    post,
    status,
    change: mode => post('supervision', call.sue, { mode }),
    async supervise() {
      const answer = await post('supervise', call.sue);
      assert.equal(answer.status, 200, answer.text);
      const sue = await sit('sue', answer.json, { ...silent, video: smallCamera });
      await publishTone(sue, 0.5);
      await sue.sees([`trackStarted audio ${agent.identity}`, `trackStarted audio ${customer.identity}`]);
      return sue;
    }
  };
}

const listed = async seat => (await seat.others()).map(({ identity }) => identity).sort();
const hears = (seat, so) =>
  eventually(
    `${so ? 'noise' : 'silence'}`,
    () => loudness(seat.page),
    ({ loudest }) => loudest > 0.01 === so,
    15_000
  );
const about = async (seat, sue) =>
  (await seat.diary()).filter(line => line.includes(sue.identity) || /Speaker/.test(line));

test('who listens is unseen and unheard, whispers to the agent alone, and joins in or takes over at will', async context => {
  const { agent, customer, change, supervise, status } = await underWay(context);
  const before = await Promise.all([agent, customer].map(seat => seat.diary()));
  const sue = await supervise();
  for (const seat of [agent, customer]) await hears(seat, false);
  assert.deepEqual(await listed(agent), [customer.identity]);
  assert.deepEqual(await listed(customer), [agent.identity]);
  assert.deepEqual(
    await Promise.all([agent, customer].map(seat => seat.diary())),
    before,
    'nor is anything told of her'
  );
  assert.deepEqual((await status()).session.supervision, 'listen');

  assert.equal((await change('whisper')).json.session.supervision, 'whisper');
  await agent.sees(
    ['participantConnected', 'trackStarted audio', 'trackStarted video'].map(one => `${one} ${sue.identity}`)
  );
  await hears(agent, true);
  await hears(customer, false);
  assert.deepEqual(await listed(customer), [agent.identity]);
  assert.equal((await received(customer.page)).audioTracks, 1, 'the agent’s');
  assert.deepEqual(await about(customer, sue), await about(customer, { identity: 'nobody' }));

  assert.equal((await change('barge')).json.session.supervision, 'barge');
  await customer.sees(`trackStarted audio ${sue.identity}`);
  for (const seat of [agent, customer]) await hears(seat, true);
  await customer.sees(`dominantSpeakerChanged ${sue.identity}`, { within: 15_000 });

  assert.equal((await change('take_over')).json.session.supervision, 'take_over');
  await customer.sees(`participantDisconnected ${agent.identity}`);
  assert.deepEqual(await listed(customer), [sue.identity]);
  assert.deepEqual(await listed(sue), [agent.identity, customer.identity].sort());
  assert.deepEqual(await listed(agent), [customer.identity, sue.identity].sort(), 'who still hears both');

  const from = (await customer.diary()).length;
  assert.equal((await change('listen')).json.session.supervision, 'listen');
  await customer.sees([`participantConnected ${agent.identity}`, `trackStarted audio ${agent.identity}`], { from });
  for (const seat of [agent, customer]) {
    await seat.sees(`participantDisconnected ${sue.identity}`);
    await hears(seat, false);
  }
  assert.deepEqual(await listed(customer), [agent.identity]);
  assert.deepEqual(await listed(agent), [customer.identity]);
});

test('who comes while a supervisor listens, and who comes back, neither sees nor hears her', async context => {
  const { session, agent, customer, post, supervise } = await underWay(context);
  const sue = await supervise();
  const again = await rooms.page();
  context.after(() => again.close());
  const { token } = (await post('join', call.ada)).json;
  call.secret(token);
  const back = await rooms.join(again, 'again', { sid: session.roomSid }, { token, ...silent });
  await back.sees(`trackStarted audio ${customer.identity}`);
  assert.deepEqual(await listed(back), [customer.identity]);
  await hears(back, false);
  assert.ok(!(await back.diary()).some(line => line.includes(sue.identity)));
  assert.ok(!(await agent.diary()).some(line => line.includes(sue.identity)));
});

test('only the supervisor of that call changes it, and only to what there is', async context => {
  const { customer, agent, post, change, supervise } = await underWay(context);
  const refused = async (headers, status, code, mode = 'barge') => {
    const answer = await post('supervision', headers, { mode });
    assert.deepEqual([answer.status, answer.json.code], [status, code], answer.text);
  };
  const { Authorization } = call.sue;
  await refused(call.sue, 403, 'not_your_session');
  const sue = await supervise();
  await refused(call.ada, 403, 'role_not_allowed');
  await refused(call.ben, 403, 'role_not_allowed');
  await refused({}, 401, 'flex_token_missing');
  await refused({ Authorization: Authorization.slice(0, -2) + 'xx' }, 401, 'flex_token_invalid');
  await refused(call.sue, 400, 'invalid_field', 'shout');
  const other = await call.another();
  const path = `/v1/sessions/${other.session.id}/supervision`;
  const elsewhere = await call.send({
    method: 'POST',
    path,
    headers: { ...call.sue, 'Content-Type': 'application/json' },
    body: JSON.stringify({ mode: 'whisper' })
  });
  assert.deepEqual([elsewhere.status, elsewhere.json.code], [403, 'not_your_session']);
  assert.deepEqual(await listed(customer), [agent.identity]);
  await hears(customer, false);
  assert.equal((await change('barge')).status, 200);
  await customer.sees(`participantConnected ${sue.identity}`);
});

test('no page found a fault', () => assert.deepEqual(rooms.browser.errors, []));
