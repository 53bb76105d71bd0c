// Two replicas on one PostgreSQL behind nginx: whoever works through one sees what the other did, and either may die in
// mid-call.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf } from './ask.mjs';
import { answered, eventually, join, redeem, Replicas, visit } from './replicas.mjs';

const replicas = new Replicas();
const { ways } = replicas;
before(() => replicas.startAll());
after(() => replicas.stopAll());

const startCall = (by, contact) => replicas.startCall(by, contact);
const agent = (...request) => replicas.agent(...request);
const look = (by, session) => replicas.look(by, session);

test('what is done through one replica is seen through the other at once', async () => {
  const contact = await replicas.arrive();
  const { session, customerLink } = await answered(201, startCall(ways.a, contact));
  assert.equal((await look(ways.b, session)).session.state, 'open');
  const again = await answered(200, startCall(ways.b, contact));
  assert.equal(again.session.id, session.id);
  assert.ok(again.customerLink === customerLink, 'one link');

  const first = await redeem(ways.b, customerLink);
  assert.deepEqual(
    (await look(ways.a, session)).visits.map(({ id, state }) => [id, state]),
    [[first.id, 'admitted']]
  );
  const back = await redeem(ways.nginx, customerLink, first.cookie);
  assert.equal(back.id, first.id, 'the device is known by its cookie at either');

  const second = await redeem(ways.nginx, customerLink);
  assert.equal(second.state, 'waiting');
  assert.equal((await join(ways.b, second)).json.code, 'visit_waiting');
  await answered(200, agent(ways.a, 'POST', `${session.id}/visits/${second.id}/admit`));
  assert.equal((await visit(ways.b, second)).visit.state, 'admitted');
  assert.equal((await answered(200, join(ways.b, second))).room, session.roomSid);

  await answered(200, agent(ways.a, 'POST', `${session.id}/visits/${second.id}/remove`));
  assert.equal((await join(ways.b, second)).json.code, 'visit_denied');

  const { invite, link } = await answered(201, agent(ways.a, 'POST', `${session.id}/invites`, { role: 'interpreter' }));
  assert.equal((await ways.b('GET', `/j/${codeOf(link)}`)).status, 200);
  await answered(200, agent(ways.b, 'DELETE', `${session.id}/invites/${invite.id}`));
  assert.equal((await ways.a('GET', `/j/${codeOf(link)}`)).status, 410);

  const writes = replicas.video.writes.length;
  await answered(200, agent(ways.b, 'POST', `${session.id}/end`));
  assert.equal((await visit(ways.a, first)).session.state, 'ended');
  assert.equal((await ways.a('GET', `/j/${codeOf(customerLink)}`)).status, 410);
  assert.ok(replicas.roomsOf(contact).every(room => !room.inProgress));
  await answered(200, agent(ways.a, 'POST', `${session.id}/end`));
  assert.equal(replicas.video.writes.length, writes + 1, 'the room is closed once');
});

test('what Twilio reports to whichever replica is seen through both', async () => {
  const { session, customer, customers } = await replicas.liveCall(ways.a, ways.b);
  for (const by of [ways.a, ways.b]) {
    const { session: seen, visits } = await look(by, session);
    assert.deepEqual([seen.state, visits[0].state], ['live', 'in_room']);
  }
  assert.equal(await replicas.video.disconnect(session.roomSid, customers.identity), 204);
  await eventually('away', async () => (await visit(ways.b, customer)).visit.state === 'away');
  assert.equal((await look(ways.a, session)).visits[0].state, 'away');
  await answered(200, agent(ways.nginx, 'POST', `${session.id}/end`));
});

test('the same start through both at once makes one session in one room', async () => {
  for (let round = 0; round < 20; round++) {
    const contact = await replicas.arrive();
    const outcomes = await Promise.all([ways.a, ways.b, ways.nginx].map(by => startCall(by, contact)));
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), [200, 200, 201]);
    const answers = outcomes.map(({ json }) => [json.session.id, json.session.roomSid, json.customerLink].join());
    assert.equal(new Set(answers).size, 1);
    assert.deepEqual(
      replicas.roomsOf(contact).map(({ sid, inProgress }) => [sid, inProgress]),
      [[outcomes[0].json.session.roomSid, true]]
    );
    await answered(200, agent(ways.nginx, 'POST', `${outcomes[0].json.session.id}/end`));
  }
});

test('both replicas together let in no more than there are places', async () => {
  for (let round = 0; round < 10; round++) {
    const { session, customerLink } = await answered(201, startCall(ways.a, await replicas.arrive()));
    const devices = await Promise.all([ways.a, ways.b, ways.nginx, ways.a, ways.b].map(by => redeem(by, customerLink)));
    const waiting = devices.filter(({ state }) => state === 'waiting');
    assert.equal(waiting.length, 4, 'one device is the first');
    const admitted = await Promise.all(
      waiting.map(({ id }, at) => agent(at % 2 ? ways.a : ways.b, 'POST', `${session.id}/visits/${id}/admit`))
    );
    // Four places: the agent has one, the first device another.
    assert.deepEqual(admitted.map(({ status }) => status).toSorted(), [200, 200, 409, 409]);
    assert.equal((await look(ways.nginx, session)).visits.filter(({ state }) => state === 'admitted').length, 3);
    await answered(200, agent(ways.nginx, 'POST', `${session.id}/end`));
  }
});

for (const victim of ['a', 'b']) {
  const survivor = victim === 'a' ? 'b' : 'a';

  test(`replica ${victim} is killed in mid-call: nothing is lost, the other goes on`, { timeout: 60_000 }, async t => {
    t.after(() => replicas.startIfDead(victim));
    const call = await replicas.liveCall(ways[victim], ways[victim]);
    const { session, customer, customerLink } = call;

    // A page that asks again and again must not notice: nginx asks the other replica.
    let over = false;
    const seen = [];
    const polling = (async () => {
      while (!over)
        seen.push(await ways.nginx('GET', `/v1/visits/me?visit=${customer.id}`, { cookie: customer.cookie }));
    })();
    await eventually('polls', () => seen.length >= 10);
    await replicas.kill(victim);
    const polls = seen.length;
    await eventually('polls', () => seen.length >= polls + 20);
    over = true;
    await polling;
    assert.deepEqual([...new Set(seen.map(({ status, json }) => `${status} ${json?.visit?.state}`))], ['200 in_room']);

    const { session: kept, visits } = await look(ways[survivor], session);
    assert.deepEqual(kept, { ...session, state: 'live', liveAt: kept.liveAt });
    assert.deepEqual(
      visits.map(({ id, state }) => [id, state]),
      [[customer.id, 'in_room']]
    );
    assert.ok(
      (await answered(200, startCall(ways.nginx, call.contact))).customerLink === customerLink,
      'the link is kept'
    );
    assert.equal((await answered(200, join(ways.nginx, customer))).room, session.roomSid);
    assert.equal((await answered(200, agent(ways.nginx, 'POST', `${session.id}/join`))).room, session.roomSid);
    const second = await redeem(ways.nginx, customerLink);
    assert.equal(second.state, 'waiting');
    await answered(200, agent(ways.nginx, 'POST', `${session.id}/visits/${second.id}/admit`));
    await answered(200, join(ways.nginx, second));
    assert.equal(
      await replicas.video.disconnect(session.roomSid, call.customers.identity),
      204,
      'Twilio reports by nginx too'
    );
    await eventually('away', async () => (await visit(ways.nginx, customer)).visit.state === 'away');
    await answered(200, agent(ways.nginx, 'POST', `${session.id}/end`));
    assert.ok(replicas.roomsOf(call.contact).every(room => !room.inProgress));

    await replicas.start(victim);
    assert.equal((await look(ways[victim], session)).session.state, 'ended', 'what it missed, it knows');
  });

  test(`replica ${victim} is killed in a start: the other takes the room over`, { timeout: 60_000 }, async t => {
    t.after(() => replicas.startIfDead(victim));
    const contact = await replicas.arrive();
    const made = replicas.loseAnswer(() => replicas.roomsOf(contact).length > 0);
    const begun = assert.rejects(startCall(ways[victim], contact));
    await made;
    await replicas.kill(victim);
    await begun;
    const { session } = await answered(201, startCall(ways.nginx, contact));
    assert.deepEqual(
      replicas.roomsOf(contact).map(({ sid, inProgress }) => [sid, inProgress]),
      [[session.roomSid, true]]
    );
    await answered(200, agent(ways.nginx, 'POST', `${session.id}/end`));
  });

  test(`replica ${victim} is killed in an end: the other closes the room`, { timeout: 60_000 }, async t => {
    t.after(() => replicas.startIfDead(victim));
    const { session, contact } = await replicas.liveCall(ways[survivor], ways[survivor]);
    const asked = replicas.loseAnswer(({ form }) => form.Status === 'completed');
    const begun = assert.rejects(agent(ways[victim], 'POST', `${session.id}/end`));
    await asked;
    await replicas.kill(victim);
    await begun;
    assert.equal((await look(ways[survivor], session)).session.state, 'ended');
    // Nobody asks again: it is the other's sweeper that does it.
    await eventually('closed', () => replicas.roomsOf(contact).every(room => !room.inProgress), 20_000);
  });
}
