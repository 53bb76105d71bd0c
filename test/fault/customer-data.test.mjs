// One customer's data is exported and erased by command while two replicas work on the same PostgreSQL.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { run } from '../flex-video.mjs';
import { answered, eventually, Replicas } from './replicas.mjs';

const replicas = new Replicas();
const { ways } = replicas;
before(() => replicas.startAll());
after(() => replicas.stopAll());

const command = (...args) => run(args, { env: { FLEX_VIDEO_DATABASE: replicas.database.url } });

test('both commands work on PostgreSQL, and neither replica finds what was erased', async t => {
  const mine = await replicas.liveCall(ways.a, ways.b);
  const other = await replicas.liveCall(ways.b, ways.a);
  const whose = ['--conversation', mine.contact.conversationSid];
  const folder = await mkdtemp(path.join(tmpdir(), 'flex-video-data-'));
  t.after(() => rm(folder, { recursive: true }));

  const exported = await command('export', ...whose, '--to', path.join(folder, 'export'));
  assert.equal(exported.code, 0, exported.stderr);
  const { sessions } = JSON.parse(await readFile(path.join(folder, 'export/export.json'), 'utf8'));
  assert.deepEqual(
    sessions.map(({ id, state, visits }) => [id, state, visits.map(({ id }) => id)]),
    [[mine.session.id, 'live', [mine.customer.id]]]
  );
  assert.equal((await command('erase', ...whose)).code, 3, 'the call is under way');

  await answered(200, replicas.agent(ways.b, 'POST', `${mine.session.id}/end`));
  const erase = async () => {
    const made = await command('erase', ...whose);
    assert.ok(made.code === 0 || made.code === 3, made.stderr);
    return made.code === 0 && made;
  };
  let erased;
  await eventually('the room is closed, and all of it erased', async () => (erased = await erase()), 30_000);
  const receipt = JSON.parse(erased.stdout);
  assert.deepEqual(receipt.erasedSessions, [mine.session.id]);
  assert.deepEqual(
    [receipt.erasedRows.session, receipt.erasedRows.visit, receipt.erasedRows.event],
    [1, 1, sessions[0].events.length + 1],
    'and the event of its end'
  );
  assert.ok(erased.stderr.includes(createHash('sha256').update(erased.stdout).digest('hex')));
  for (const way of [ways.a, ways.b]) {
    await answered(404, replicas.agent(way, 'GET', mine.session.id));
    assert.equal((await replicas.look(way, other.session)).session.state, 'live');
  }
  assert.deepEqual(JSON.parse((await erase()).stdout).erasedSessions, []);
});
