// What breaks in a running call of three in a group room is made good while the room goes on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mediaFlows } from './browser.mjs';
import { callOfThree, three, workersOf } from './group-call.mjs';
import { openLine } from './line.mjs';
import { openRooms } from './rooms.mjs';

let rooms;
before(async () => (rooms = await openRooms({ type: 'group', args: ['--media-workers', '1'] })));
after(() => rooms?.close());

const signalWorker = signal => {
  const workers = workersOf(rooms.call.serve.child().pid);
  assert.equal(workers.length, 1);
  process.kill(workers[0], signal);
};

/**
 * By what happens: how, within how many ms it is made good, whether connections are others afterwards, and whose socket is.
 * A worker that hangs is found out after two seconds; the time that a server is away counts, and the SDK waits for half of it.
 */
const faults = {
  'the media worker is killed': { strike: () => signalWorker('SIGKILL'), within: 3_000, anew: true },
  'the media worker hangs': { strike: () => signalWorker('SIGSTOP'), within: 5_000, anew: true },
  'the server is stopped and started': {
    strike: () => rooms.call.serve.restart('SIGINT'),
    within: 20_000,
    anew: true,
    resumed: three
  },
  'the server is killed and started': {
    strike: () => rooms.call.serve.restart('SIGKILL'),
    within: 20_000,
    anew: true,
    resumed: three
  },
  'one socket is cut': { strike: line => line.cut(), within: 3_000, resumed: ['carol'] }
};

for (const [fault, { strike, within, ...outcome }] of Object.entries(faults)) {
  test(`${fault}: within ${within / 1_000} s everybody sees everybody again`, async context => {
    const line = await openLine(rooms.call.serve.base);
    context.after(() => line.close());
    const call = await callOfThree(rooms, line);
    context.after(() => call.end());
    const { ms, told } = await call.gap(() => strike(line), outcome);
    console.error(`# ${fault}: nothing was seen for ${ms.map(Math.round).join(', ')} ms`);
    assert.ok(Math.max(...ms) < within, String(ms));
    await mediaFlows(call.pages, 2);
    for (const who of three) {
      const trouble = told[who].filter(one => /^(reconnect|disconnect|participantDis)/.test(one));
      assert.deepEqual(trouble, outcome.resumed?.includes(who) ? ['reconnecting 53001', 'reconnected'] : []);
    }
  });
}
