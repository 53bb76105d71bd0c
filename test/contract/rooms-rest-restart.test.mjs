// What a server that was stopped or killed knew of our rooms, the next one tells as before.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import twilio from 'twilio';
import { startDemo } from '../flex-video.mjs';
import { until } from '../open-call.mjs';
import { join } from '../room-client.mjs';
import { startServe } from '../serve.mjs';

const demo = await startDemo();
process.once('exit', () => demo.child.kill());
const serve = await startServe(demo);
process.once('exit', () => serve.child().kill());
after(async () => {
  await serve.stop();
  await demo.stop();
});

const client = twilio(serve.credentials.TWILIO_ACCOUNT_SID, serve.credentials.TWILIO_AUTH_TOKEN);
client.video.baseUrl = serve.base;
const { rooms } = client.video.v1;
const kept = sid => JSON.stringify(serve.keptRooms().find(room => room.sid === sid) ?? '');

for (const signal of ['SIGINT', 'SIGKILL']) {
  test(`rooms and whoever was in them are known after a ${signal}`, async () => {
    const over = await rooms.create({});
    const ada = await join(serve.base, serve.credentials, { room: over.sid, identity: 'ada' });
    await rooms(over.sid).update({ status: 'completed' });
    assert.equal(await ada.ended, 'completed');
    const room = await rooms.create({ uniqueName: `with rules ${signal}` });
    const rules = [{ type: 'exclude', kind: 'video' }];
    await rooms(room.sid).recordingRules.update({ rules });
    const known = await Promise.all([rooms(over.sid).fetch(), rooms(over.sid).participants.list()]);
    await until('both are kept', () => kept(over.sid).includes('ended') && kept(room.sid).includes('exclude'));
    await until('the rule is kept', () => kept(room.sid).includes('kind\\":\\"video'));
    await serve.restart(signal);
    const again = await Promise.all([rooms(over.sid).fetch(), rooms(over.sid).participants.list()]);
    assert.deepEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(known)));
    assert.equal((await rooms(room.sid).recordingRules.fetch()).rules[0].kind, 'video');
    await assert.rejects(join(serve.base, serve.credentials, { room: over.sid, identity: 'eve' }), { code: 53118 });
  });
}

test('a callback that nobody took before the restart is sent after it', async () => {
  const taken = [];
  let status = 503;
  const hook = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (status === 200) taken.push(new URLSearchParams(body).get('StatusCallbackEvent'));
    response.writeHead(status, { 'Retry-After': '20' }).end();
  }).listen(0, '127.0.0.1');
  await once(hook, 'listening');
  after(() => hook.close());
  const room = await rooms.create({ statusCallback: `http://127.0.0.1:${hook.address().port}/` });
  await rooms(room.sid).update({ status: 'completed' });
  await until('they are kept', () => kept(room.sid).includes('room-ended'));
  status = 200;
  await serve.restart('SIGKILL');
  await until('both callbacks', () => taken.length === 2);
  assert.deepEqual(taken, ['room-created', 'room-ended']);
});
