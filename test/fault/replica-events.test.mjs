// Event streams across two replicas: what is done through one is told by the other, and who was cut off by a kill goes on at
// the other, where the stream broke.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answered, join, redeem, Replicas } from './replicas.mjs';

const replicas = new Replicas();
const { ways } = replicas;
before(() => replicas.startAll());
after(() => replicas.stopAll());

/** A stream's events as they come. `next()` gives nothing when the stream has ended or broken. */
async function follow(base, path, headers) {
  const leaving = new AbortController();
  const response = await fetch(base + path, { headers, signal: leaving.signal });
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^text\/event-stream/);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async () => {
    while (!text.includes('\n\n')) {
      const { done, value } = await reader.read().catch(() => ({ done: true }));
      if (done) return undefined;
      text += value;
    }
    const block = text.slice(0, text.indexOf('\n\n'));
    text = text.slice(block.length + 2);
    if (block.startsWith(':')) return next();
    const { event, id, data } = Object.fromEntries(block.split('\n').map(line => line.split(/: (.*)/s)));
    return { event, id: Number(id), data: JSON.parse(data) };
  };
  return { next, leave: () => leaving.abort() };
}

const agents = (door, { id }, headers = {}) =>
  follow(replicas.base(door), `/v1/sessions/${id}/events`, {
    Authorization: `Bearer ${replicas.sandbox.people.ada}`,
    ...headers
  });
const customers = (door, { id, cookie }) =>
  follow(replicas.base(door), `/v1/visits/me/events?visit=${id}`, { Cookie: cookie });

/** The kinds of the next events, whose numbers have no gap and come once. */
async function expectEvents(stream, after, ...kinds) {
  let number = after;
  for (const kind of kinds) {
    const { event, id, data } = await stream.next();
    assert.deepEqual([event, id, data.kind], ['event', ++number, kind]);
  }
  return number;
}

async function startCall() {
  return answered(201, replicas.startCall(ways.a, await replicas.arrive()));
}

const decide = (by, session, visit, decision) =>
  answered(200, replicas.agent(by, 'POST', `${session.id}/visits/${visit.id}/${decision}`));

for (const door of ['a', 'b', 'nginx']) {
  test(`who follows at ${door} hears at once what is done through either`, { timeout: 60_000 }, async () => {
    const { session, customerLink } = await startCall();
    const agent = await agents(door, session);
    const snapshot = await agent.next();
    assert.equal(snapshot.event, 'snapshot');
    assert.equal(snapshot.data.session.id, session.id);
    let heard = snapshot.id;
    for (const by of [ways.a, ways.b]) {
      const guest = await redeem(by, customerLink);
      heard = await expectEvents(agent, heard, 'visit_opened', by === ways.a ? 'visit_admitted' : 'visit_waiting');
      if (by === ways.a) continue;
      const customer = await customers(door, guest);
      assert.equal((await customer.next()).data.visit.state, 'waiting');
      await decide(ways.a, session, guest, 'admit');
      assert.equal((await customer.next()).data.kind, 'visit_admitted');
      heard = await expectEvents(agent, heard, 'visit_admitted');
      await answered(200, replicas.agent(ways.b, 'POST', `${session.id}/end`));
      assert.equal((await customer.next()).data.kind, 'session_ended');
      assert.equal(await customer.next(), undefined);
    }
    await expectEvents(agent, heard, 'session_ended');
    assert.equal(await agent.next(), undefined, 'the stream ends with the call');
  });
}

for (const victim of ['a', 'b']) {
  const survivor = victim === 'a' ? 'b' : 'a';

  test(`replica ${victim} is killed: a stream goes on through nginx where it broke`, { timeout: 60_000 }, async t => {
    t.after(() => replicas.startIfDead(victim));
    const { session, customerLink } = await startCall();
    const cut = await agents(victim, session);
    let heard = (await cut.next()).id;
    const customer = await redeem(ways[victim], customerLink);
    heard = await expectEvents(cut, heard, 'visit_opened', 'visit_admitted');
    await replicas.kill(victim);
    assert.equal(await cut.next(), undefined, 'it breaks');

    await answered(200, join(ways[survivor], customer));
    const back = await agents('nginx', session, { 'Last-Event-ID': String(heard) });
    heard = await expectEvents(back, heard, 'token_issued');
    const now = await back.next();
    assert.deepEqual([now.event, now.id], ['snapshot', heard]);
    await redeem(ways.nginx, customerLink);
    heard = await expectEvents(back, heard, 'visit_opened', 'visit_waiting');
    await replicas.start(victim);
    await answered(200, replicas.agent(ways[victim], 'POST', `${session.id}/end`));
    await expectEvents(back, heard, 'session_ended');
    assert.equal(await back.next(), undefined);
  });
}
