// Whether all that was promised is so, as the API and the rooms tell.
import assert from 'node:assert/strict';
import { codeOf } from './ask.mjs';

const at_once = 6;

/** Does `work` for each item, a few at a time. */
async function forEach(items, work) {
  const left = [...items];
  const worker = async () => {
    while (left.length > 0) await work(left.pop());
  };
  await Promise.all(Array.from({ length: at_once }, worker));
}

/** Every session that has not ended, by its id. */
export async function openSessions(calls) {
  const { json } = await calls.ask('GET', '/v1/sessions', { token: calls.people.sue }, 200);
  return new Map(json.sessions.map(session => [session.id, session]));
}

/**
 * Throws unless every session is open or ended as it was promised, nothing that is open is half done, and all promises hold
 * that concern the sessions `which`, or have been given in vain: a session whose start got no answer is known from here on.
 */
export async function check(calls, video, which = calls.touched) {
  const open = await openSessions(calls);
  for (const { id, ended } of calls.sessions.values()) {
    if (ended === 'no') assert.ok(open.has(id), `session ${id} is lost`);
    if (ended === 'yes') assert.ok(!open.has(id), `session ${id} has come back`);
  }
  for (const key of ['conversationSid', 'roomSid'])
    assert.equal(
      new Set([...open.values()].map(session => session[key])).size,
      open.size,
      `one session for each ${key}`
    );
  const sessions = new Set(which);
  for (const { id, conversationSid, taskSid } of open.values())
    if (!calls.sessions.has(id)) sessions.add(await calls.start({ sids: { conversationSid, taskSid } }));
  await forEach(sessions, session => (open.has(session.id) ? checkOpen : checkEnded)(calls, video, session));
  if (which === calls.touched) calls.touched.clear();
}

async function checkOpen(calls, video, known) {
  const page = await calls.ask('GET', `/j/${codeOf(known.link)}`, {}, 200);
  assert.match(page.text, /"state":"open"/);
  const { json } = await calls.agent('GET', `/v1/sessions/${known.id}`, undefined, 200);
  const room = video.rooms.get(json.session.roomSid);
  assert.ok(room?.inProgress, `session ${known.id} has its room`);
  assert.equal(room.uniqueName, json.session.roomName);
  checkVisits(known, json.visits);
  for (const { id, revoked } of known.invites) {
    const kept = json.invites.find(invite => invite.id === id);
    assert.ok(kept, `invite ${id} of ${known.id} is lost`);
    if (revoked !== 'asked') assert.equal(kept.revoked, revoked === 'yes', `invite ${id} of ${known.id}`);
  }
  await checkDevices(calls, known, state => assert.notEqual(state, 'ended'));
}

async function checkEnded(calls, video, known) {
  const { json } = await calls.agent('GET', `/v1/sessions/${known.id}`, undefined, 200);
  assert.equal(json.session.state, 'ended');
  assert.equal(json.session.endReason, 'agent_ended');
  checkVisits(known, json.visits);
  // Who got no answer to End left the room to the sweeper.
  if (known.ended === 'yes') assert.ok(!video.rooms.get(json.session.roomSid).inProgress, 'its room is closed');
  await calls.ask('POST', '/v1/visits', { body: { code: codeOf(known.link) } }, 'session_ended');
  await checkDevices(calls, known, state => assert.equal(state, 'ended'));
}

function checkVisits(known, visits) {
  for (const { id, state } of known.visits) {
    const kept = visits.find(visit => visit.id === id);
    assert.ok(kept, `visit ${id} of ${known.id} is lost`);
    if (state === 'admitted') assert.equal(kept.state, 'admitted', 'who was let in stays let in');
  }
}

/** The cookies still name the devices. */
async function checkDevices(calls, known, checkState) {
  for (const { id, cookie } of known.visits) {
    const { json } = await calls.ask('GET', `/v1/visits/me?visit=${id}`, { cookie }, 200);
    assert.equal(json.visit.id, id);
    checkState(json.session.state);
  }
}
