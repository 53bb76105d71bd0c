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
  const [worker] = workersOf(rooms.call.serve.child().pid);
  process.kill(worker, signal);
};

/** By what happens: how, whether connections are others afterwards, and whose socket is. script/bench sfu says for how long pictures stand. */
const faults = {
  'the media worker is killed': { strike: () => signalWorker('SIGKILL'), anew: true },
  'the media worker hangs': { strike: () => signalWorker('SIGSTOP'), anew: true },
  'the server is stopped and started': {
    strike: () => rooms.call.serve.restart('SIGINT'),
    anew: true,
    resumed: three
  },
  'the server is killed and started': {
    strike: () => rooms.call.serve.restart('SIGKILL'),
    anew: true,
    resumed: three
  },
  'one socket is cut': { strike: line => line.cut(), resumed: ['carol'] }
};

for (const [fault, { strike, ...outcome }] of Object.entries(faults)) {
  test(`${fault}: everybody sees everybody again`, async context => {
    const line = await openLine(rooms.call.serve.base);
    context.after(() => line.close());
    const call = await callOfThree(rooms, line);
    context.after(() => call.end());
    const { told } = await call.gap(() => strike(line), outcome);
    await mediaFlows(call.pages, 2);
    for (const who of three) {
      const trouble = told[who].filter(one => /^(reconnect|disconnect|participantDis)/.test(one));
      assert.deepEqual(trouble, outcome.resumed?.includes(who) ? ['reconnecting 53001', 'reconnected'] : []);
    }
  });
}
