// How long a call of three in a group room is without pictures when its media worker is killed.
import path from 'node:path';
import { build } from './server-process.mjs';
import { median } from './steps.mjs';

process.env.FLEX_VIDEO = path.join(build, 'apps/flex-video/flex-video');
const { openRooms } = await import('../test/e2e/rooms.mjs');
const { callOfThree, workersOf } = await import('../test/e2e/group-call.mjs');

const rounds = Number(process.env.ROUNDS ?? 9);
const rooms = await openRooms({ type: 'group', args: ['--media-workers', '1'] });
try {
  const call = await callOfThree(rooms);
  const gaps = [];
  for (let round = 0; round < rounds; round++) {
    const [worker] = workersOf(rooms.call.serve.child().pid);
    const { ms } = await call.gap(() => process.kill(worker, 'SIGKILL'), { anew: true });
    gaps.push(Math.max(...ms));
  }
  console.log(
    `a killed media worker, until all three see all again: median ${Math.round(median(gaps))} ms, ` +
      `longest ${Math.round(Math.max(...gaps))} ms of ${rounds}`
  );
} finally {
  await rooms.close();
}
