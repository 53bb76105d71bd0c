// For how long nobody in a running call of three sees somebody, by what happens to the call.
import { openLine } from '../../test/e2e/line.mjs';
import { callOfThree, three, workersOf } from '../../test/e2e/group-call.mjs';
import { openRooms } from '../../test/e2e/rooms.mjs';

const signal = (rooms, which) => process.kill(workersOf(rooms.call.serve.child().pid)[0], which);

/** What is done, and what the call goes through. */
const faults = {
  'media worker killed (SIGKILL)': [rooms => signal(rooms, 'SIGKILL'), { anew: true }],
  'media worker stopped (SIGSTOP)': [rooms => signal(rooms, 'SIGSTOP'), { anew: true }],
  'server restarted': [rooms => rooms.call.serve.restart('SIGINT'), { anew: true, resumed: three }],
  'one socket cut': [(_, line) => line.cut(), { resumed: ['carol'] }]
};

/** By fault, the longest gap of anybody in each round, in ms. */
export async function measureGaps(rounds) {
  const rooms = await openRooms({ type: 'group', args: ['--media-workers', '1'] });
  const line = await openLine(rooms.call.serve.base);
  try {
    const call = await callOfThree(rooms, line);
    const gaps = {};
    for (const [fault, [strike, outcome]] of Object.entries(faults)) {
      gaps[fault] = [];
      for (let round = 0; round < rounds; round++) {
        const { ms } = await call.gap(() => strike(rooms, line), outcome);
        gaps[fault].push(Math.max(...ms));
        await new Promise(resolve => setTimeout(resolve, 4_000)); // workers that don't live are replaced later each time
      }
    }
    return gaps;
  } finally {
    await line.close();
    await rooms.close();
  }
}
