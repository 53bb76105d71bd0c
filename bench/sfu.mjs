// What group rooms cost beside the bare media worker and Janus, how much two cores carry, and for how long a call is without
// pictures when something breaks. script/bench runs it. What is smaller than its default shows that it works, and measures nothing.
import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import { build, here } from './server-process.mjs';
import { broadcast, calls, under } from './sfu/load.mjs';
import { GroupRooms } from './sfu/group-rooms.mjs';
import { Janus } from './sfu/janus.mjs';
import { plot } from './sfu/plot.mjs';
import { RawWorker } from './sfu/raw-worker.mjs';
import { median } from './steps.mjs';

process.env.FLEX_VIDEO = path.join(build, 'apps/flex-video/flex-video');
const { measureGaps } = await import('./sfu/gaps.mjs');

const number = (name, otherwise) => Number(process.env[name] ?? otherwise);
const rounds = number('ROUNDS', 5);
const seconds = number('SECONDS_EACH', 10);
const receivers = number('RECEIVERS', 20);
const callsAtOnce = number('CALLS', 60);
const sizes = (process.env.SIZES ?? '2,3,4,6,8,12,16').split(',').map(Number);
const parts = (process.env.PARTS ?? 'streams,calls,capacity,growth,gaps').split(',');
const largeVideo = 1_900_000;
const smallVideo = 500_000;

const show = (what, figures) => console.log(`${what.padEnd(34)} ${figures}`);
const percent = value => `${value.toFixed(2)} %`;
const lossOf = ({ missing, packets }) => `${missing} of ${missing + packets} packets missing`;

/** Every kind in turn, so many times: the medians of `figure`. */
async function compared(kinds, fill, load, figure, times = rounds) {
  const all = kinds.map(() => []);
  for (let round = 0; round < times; round++) {
    for (const [at, kind] of kinds.entries()) all[at].push(figure(await under(kind, fill, load, { seconds })));
  }
  return all.map(median);
}

const whole = ({ media, control }) => media + control;
const perStream = told => whole(told) / told.streams;

/** CPU of one stream of 1.9 Mbit/s that goes out, of a core. */
async function streams() {
  const load = { receivers, video: largeVideo };
  const [ours, raw] = await compared([GroupRooms, RawWorker], broadcast, load, perStream);
  show('a forwarded 1.9 Mbit/s stream', `${percent(ours)} of a core; the bare worker ${percent(raw)}`);
  show('', `${(ours / raw).toFixed(2)} x the bare worker (goal 1.1)`);
}

/** The CPU of a call of three. */
async function callsOfThree() {
  const load = { count: 1, size: 3, video: largeVideo };
  const [ours, raw, janus] = await compared([GroupRooms, RawWorker, Janus], calls, load, whole);
  show(
    'a call of three, 1.9 Mbit/s each',
    `${percent(ours)} of a core; the bare worker ${percent(raw)}, Janus ${percent(janus)}`
  );
  show('', `${(ours / janus).toFixed(2)} x Janus`);
}

/** As many calls of three as are asked for, on all cores, beside their clients. */
async function capacity() {
  const load = { count: callsAtOnce, size: 3, video: smallVideo };
  const told = await under(GroupRooms, calls, load, { seconds, workers: 2, all: true });
  const people = callsAtOnce * 3;
  show(`${callsAtOnce} calls of three`, `${told.streams} streams out, ${lossOf(told)}`);
  show('', `slowest video ${told.slowest.toFixed(1)} of 30 frames a second`);
  show('', `workers ${percent(told.media)}, server ${percent(told.control)} of a core`);
  show('memory of a participant', `${(told.grown / people / 1024).toFixed(0)} KB`);
}

/** What a room costs as it grows, as a plot. */
async function growth() {
  const series = [
    ['flex-video', []],
    ['bare worker', []]
  ];
  for (const size of sizes) {
    const load = { count: 1, size, video: smallVideo };
    const costs = await compared([GroupRooms, RawWorker], calls, load, whole, Math.ceil(rounds / 2));
    for (const [at, [, points]] of series.entries()) points.push([size, costs[at]]);
    show(`a room of ${size}`, `${percent(costs[0])} of a core; the bare worker ${percent(costs[1])}`);
  }
  const title = 'One room, everybody sends 0.5 Mbit/s video and audio to everybody';
  const drawn = plot({ title, x: 'participants', y: '% of a core', series });
  await writeFile(path.join(here, 'sfu-growth.svg'), drawn);
}

async function gaps() {
  for (const [fault, ms] of Object.entries(await measureGaps(rounds)))
    show(
      fault,
      `without pictures: median ${Math.round(median(ms))} ms, longest ${Math.round(Math.max(...ms))} ms of ${rounds}`
    );
}

const all = { streams, calls: callsOfThree, capacity, growth, gaps };
console.log(`load average before: ${loadavg()[0].toFixed(1)}`);
for (const part of parts) await all[part]();
console.log(`load average after: ${loadavg()[0].toFixed(1)}`);
process.exit(); // mediasoup's library leaves something open
