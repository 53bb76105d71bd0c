// Event streams of the running server: what each side is told, going on where a connection broke, and the end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDemo } from '../flex-video.mjs';

let demo, flex, task;
const json = { 'Content-Type': 'application/json' };

before(async () => {
  demo = await startDemo();
  const agent = await (await fetch(demo.base + '/sandbox/agents/ada/session')).json();
  flex = { Authorization: `Bearer ${agent.token}` };
  [task] = (await (await fetch(demo.base + '/sandbox/conversations')).json()).conversations;
});
after(() => demo.stop());

const post = (where, headers, body) =>
  fetch(demo.base + where, {
    method: 'POST',
    headers: { ...headers, ...(body && json) },
    body: body && JSON.stringify(body)
  });

async function start() {
  return (await post('/v1/sessions', flex, { conversationSid: task.sid, taskSid: task.taskSid })).json();
}

async function redeem(link) {
  const answer = await post('/v1/visits', {}, { code: link.split('/j/')[1] });
  return { ...(await answer.json()), cookie: { Cookie: answer.headers.get('set-cookie').split(';')[0] } };
}

/** A stream's events as they come; `next()` gives null at its end. */
async function follow(where, headers) {
  const leaving = new AbortController();
  const response = await fetch(demo.base + where, { headers, signal: leaving.signal });
  assert.equal(response.status, 200, await (response.ok ? '' : response.text()));
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async () => {
    while (!text.includes('\n\n')) {
      const { done, value } = await reader.read();
      if (done) return null;
      text += value;
    }
    const block = text.slice(0, text.indexOf('\n\n'));
    text = text.slice(block.length + 2);
    if (block.startsWith(':')) return next();
    const { event, id, data } = Object.fromEntries(block.split('\n').map(line => line.split(/: (.*)/s)));
    return { event, id: Number(id), data: JSON.parse(data), block };
  };
  return { next, leave: () => leaving.abort() };
}

test('the agent hears of everything, the guest of the own visit, and both of the end', async () => {
  const { session, customerLink } = await start();
  const agent = await follow(`/v1/sessions/${session.id}/events`, flex);
  const status = await (await fetch(`${demo.base}/v1/sessions/${session.id}`, { headers: flex })).json();
  const snapshot = await agent.next();
  assert.equal(snapshot.event, 'snapshot');
  assert.deepEqual(snapshot.data, status);

  const first = await redeem(customerLink);
  const opened = await agent.next();
  assert.equal(opened.data.visit, first.visit.id);
  assert.equal(opened.data.number, snapshot.id + 1);

  const second = await redeem(customerLink);
  assert.equal(second.visit.state, 'waiting');
  const guest = await follow('/v1/visits/me/events', second.cookie);
  const [before] = [await guest.next()];
  assert.equal(before.data.visit.state, 'waiting');
  const admitted = await post(`/v1/sessions/${session.id}/visits/${second.visit.id}/admit`, flex);
  assert.equal((await admitted.json()).visit.state, 'admitted');
  const heard = await guest.next();
  assert.equal(heard.data.kind, 'visit_admitted');
  assert.equal(heard.data.visit.state, 'admitted');
  for (const { block } of [before, heard]) {
    assert.doesNotMatch(block, /WK[0-9a-f]{32}/);
    assert.ok(!block.includes(first.visit.id), "never another guest's visit");
  }

  const left = await post('/v1/visits/me/signals', first.cookie, { kind: 'left' });
  assert.equal(left.status, 204);
  assert.equal((await post(`/v1/sessions/${session.id}/end`, flex)).status, 200);
  const kinds = [];
  let numbers = opened.id;
  for (let event = await agent.next(); event; event = await agent.next()) {
    assert.equal(event.id, ++numbers, 'no event is missing, none comes twice');
    kinds.push(event.data.kind);
  }
  assert.equal(kinds.at(-1), 'session_ended');
  assert.ok(kinds.includes('visit_left'));
  assert.equal((await guest.next()).data.kind, 'session_ended');
  assert.equal(await guest.next(), null, 'the stream ends with the session');
});

test('a client that comes back gets what it missed', async () => {
  const { session, customerLink } = await start();
  const broken = await follow(`/v1/sessions/${session.id}/events`, flex);
  const { id } = await broken.next();
  broken.leave();
  const { visit } = await redeem(customerLink);
  const byHeader = await follow(`/v1/sessions/${session.id}/events`, { ...flex, 'Last-Event-ID': String(id) });
  const byQuery = await follow(`/v1/sessions/${session.id}/events?after=${id}`, flex);
  for (const stream of [byHeader, byQuery]) {
    const event = await stream.next();
    assert.equal(event.event, 'event');
    assert.equal(event.id, id + 1);
    assert.equal(event.data.visit, visit.id);
    stream.leave();
  }
  await post(`/v1/sessions/${session.id}/end`, flex);
});
