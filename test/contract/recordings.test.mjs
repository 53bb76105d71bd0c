// REST for recordings, judged by Twilio's own client, on rooms that are recorded for good: files are had, in whole and in part, and deleted.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import twilio from 'twilio';
import { startDemo } from '../flex-video.mjs';
import { startServe } from '../serve.mjs';

let demo, serve, client;
before(async () => {
  demo = await startDemo();
  process.once('exit', () => demo.child.kill());
  serve = await startServe(demo, { args: ['--media-workers', '1'] });
  process.once('exit', () => serve.child().kill());
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token } = serve.credentials;
  client = twilio(account, token);
  client.video.baseUrl = serve.base;
});
after(async () => {
  await serve?.stop();
  await demo?.stop();
});

/** One request, which follows no redirection. */
function ask(address, { method = 'GET', headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(address, serve.base), { method, headers, agent: false }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) })
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}
const authorized = () => {
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token } = serve.credentials;
  return { Authorization: 'Basic ' + Buffer.from(`${account}:${token}`).toString('base64') };
};

test('a group room takes rules for what is recorded, and a peer-to-peer room does not', async () => {
  const { rooms } = client.video.v1;
  const group = await rooms.create({ type: 'group', recordParticipantsOnConnect: true });
  assert.equal(group.recordParticipantsOnConnect, true);
  const recording = rooms(group.sid).recordingRules;
  assert.deepEqual(
    (await recording.fetch()).rules.map(({ type, all }) => [type, all]),
    [['include', true]]
  );
  const rules = [
    { type: 'include', all: true },
    { type: 'exclude', kind: 'video', publisher: 'agent' }
  ];
  const set = await recording.update({ rules });
  assert.deepEqual(
    set.rules.map(({ type, kind, publisher }) => [type, kind, publisher]),
    [
      ['include', null, null],
      ['exclude', 'video', 'agent']
    ]
  );
  await serve.restart('SIGTERM');
  assert.equal((await recording.fetch()).rules[1].publisher, 'agent');
  await rooms(group.sid).update({ status: 'completed' });

  const direct = await rooms.create({ type: 'peer-to-peer' });
  await assert.rejects(rooms(direct.sid).recordingRules.update({ rules }), { code: 53122, status: 400 });
  await assert.rejects(rooms.create({ type: 'peer-to-peer', recordParticipantsOnConnect: true }), { code: 53114 });
});

test('there are no recordings where nothing was recorded', async () => {
  const { recordings, rooms } = client.video.v1;
  const room = await rooms.create({ type: 'group' });
  assert.deepEqual(await recordings.list({ status: 'completed' }), []);
  assert.deepEqual(await rooms(room.sid).recordings.list(), []);
  const none = `RT${'0'.repeat(32)}`;
  await assert.rejects(recordings(none).fetch(), { status: 404, code: 20404 });
  await assert.rejects(recordings(none).remove(), { status: 404, code: 20404 });
});

test('nobody without credentials, or without an address that was told, gets anything', async () => {
  const sid = `RT${'0'.repeat(32)}`;
  for (const path of ['/v1/Recordings', `/v1/Recordings/${sid}`, `/v1/Recordings/${sid}/Media`])
    assert.equal((await ask(path)).status, 401);
  assert.equal((await ask(`/v1/Recordings/${sid}/Media`, { headers: authorized() })).status, 404);
  for (const address of [`/recordings/${sid}.mkv`, `/recordings/${sid}.mkv?until=99999999999999&signature=00`])
    assert.equal((await ask(address)).status, 403);
  assert.equal((await ask('/recordings/..%2Fflex-video.db')).status, 403);
});
