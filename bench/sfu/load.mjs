// Rooms full of synthetic participants, and what they cost.
import { MediaClients } from './clients.mjs';

const audio = 32_000;

/** What `sfu` costs and what comes through it, in `seconds`. */
async function measure(sfu, clients, seconds) {
  clients.begin();
  const [before, began] = [sfu.cost(), performance.now()];
  await new Promise(resolve => setTimeout(resolve, seconds * 1000));
  const [after, took] = [sfu.cost(), (performance.now() - began) / 1000];
  const streams = await clients.report();
  const percent = of => ((after[of].cpu - before[of].cpu) / took) * 100;
  const video = streams.filter(({ frames }) => frames > 0);
  return {
    streams: streams.length,
    media: percent('media'),
    control: percent('control'),
    memory: after.media.memory + after.control.memory,
    missing: streams.reduce((sum, { missing }) => sum + missing, 0),
    packets: streams.reduce((sum, { packets }) => sum + packets, 0),
    slowest: Math.min(...video.map(({ frames }) => frames)) / took
  };
}

/** One who sends to many who only receive. */
export async function broadcast(sfu, { receivers, video }) {
  await sfu.open('hall');
  await sfu.join('hall', { video });
  for (let i = 0; i < receivers; i++) await sfu.join('hall', {});
  return receivers;
}

/** Calls in which each sends audio and video to each other; the streams that go out. */
export async function calls(sfu, { count, size, video }) {
  for (let call = 0; call < count; call++) {
    await sfu.open(`call ${call}`);
    for (let i = 0; i < size; i++) await sfu.join(`call ${call}`, { audio, video });
  }
  return count * size * (size - 1) * 2;
}

/** Starts a server of that kind, fills it, and measures. */
export async function under(kind, fill, load, { seconds, ...options }) {
  const clients = await MediaClients.start();
  const sfu = await kind.start(clients, options);
  try {
    const idle = sfu.cost();
    const streams = await fill(sfu, load);
    await clients.receives(streams);
    const told = await measure(sfu, clients, seconds);
    return { ...told, streams, grown: told.memory - idle.media.memory - idle.control.memory };
  } finally {
    await sfu.stop();
    await clients.stop();
  }
}
