// Our rooms against a plain relay of the same messages on npm `ws`: who comes, who stays and says nothing, and what is relayed.
import path from 'node:path';
import { Participant } from './room-client.mjs';
import { build, credentials, here, startPinned } from './server-process.mjs';

const joins = Number(process.env.JOINS ?? 4_000);
const idle = Number(process.env.IDLE ?? 10_000);
const pairs = Number(process.env.PAIRS ?? 100);
const seconds = Number(process.env.SECONDS_EACH ?? 5);
const atOnce = 32;
const clientsOfAnAddress = 200; // an address has at most 256 connections

const servers = {
  'flex-video': () => startPinned(path.join(build, 'bench/room_server_bench'), [], { env: credentials }),
  'Node, ws': () => startPinned(process.execPath, [path.join(here, 'node-rooms.mjs')], { env: credentials })
};

/** Keeps everybody from being taken for lost. */
class Crowd {
  people = [];
  #beats = setInterval(() => {
    const now = performance.now();
    for (const person of this.people) person.beat(now);
  }, 300);

  /** `count` people, two to a room. */
  async join(port, count) {
    let next = this.people.length;
    const last = next + count;
    const worker = async () => {
      while (next < last) {
        const i = next++;
        const from = `127.0.0.${2 + (Math.floor(i / clientsOfAnAddress) % 250)}`;
        this.people[i] = await Participant.join(port, `room-${i >> 1}`, `person-${i}`, { from });
      }
    };
    const known = this.people;
    this.people = new Proxy(known, {
      get: (all, key) => (key === Symbol.iterator ? () => all.filter(Boolean).values() : all[key])
    });
    await Promise.all(Array.from({ length: atOnce }, worker));
    this.people = known;
  }
  leave() {
    clearInterval(this.#beats);
    for (const person of this.people) person.leave();
  }
}

async function measureJoins(server) {
  const crowd = new Crowd();
  const [cpu, began] = [await server.cpu(), performance.now()];
  await crowd.join(server.port, joins);
  const took = (performance.now() - began) / 1000;
  const used = (await server.cpu()) - cpu;
  crowd.leave();
  return { perSecond: joins / took, perCpuSecond: joins / used };
}

async function measureIdle(server) {
  const before = await server.memory();
  const crowd = new Crowd();
  await crowd.join(server.port, idle);
  const cpu = await server.cpu();
  await new Promise(resolve => setTimeout(resolve, seconds * 1000)); // what idling costs
  const used = ((await server.cpu()) - cpu) / seconds;
  const bytes = ((await server.memory()) - before) / idle;
  crowd.leave();
  return { bytes, used };
}

/** The two of a room, whoever answers the first offer first, and the id of their peer connection. */
const turns = ([one, other]) =>
  Promise.race([
    one.offered.then(id => ({ id, first: one, second: other })),
    other.offered.then(id => ({ id, first: other, second: one }))
  ]);

/** Two who offer and answer in turn, `every` so many milliseconds, and how long each description was on its way. */
async function negotiate(pair, every, times) {
  const { id, first, second } = await turns(pair);
  let revision = 1;
  let sent = 0;
  const say = (who, type) => {
    sent = performance.now();
    who.describe(id, type, revision);
  };
  const hear = (who, turn) => {
    who.onDescription = (about, description) => {
      if (about !== id || description.revision !== revision) return;
      times.push(performance.now() - sent);
      turn();
    };
  };
  hear(first, () => say(first, 'answer'));
  hear(second, () =>
    setTimeout(() => {
      revision += 1;
      say(second, 'offer');
    }, every)
  );
  say(first, 'answer');
}

const burst = 8; // candidates of one gathering

/** Two who trickle candidates in turn, `every` so many milliseconds, and how long each was on its way. */
async function trickle(pair, every, times) {
  const { id, first, second } = await turns(pair);
  let gathering = 0;
  let sent = 0;
  let heard = 0;
  const say = who => {
    sent = performance.now();
    heard = 0;
    who.trickle(id, `u${(gathering += 1)}`, burst);
  };
  const hear = (who, next) => {
    who.onCandidates = (about, { ufrag, candidates }) => {
      if (about !== id || ufrag !== `u${gathering}`) return;
      for (; heard < candidates.length; heard++) times.push(performance.now() - sent);
      if (heard === burst) setTimeout(say, every, next);
    };
  };
  hear(first, first);
  hear(second, second);
  say(second);
}

async function measureRelay(server, talk) {
  const crowd = new Crowd();
  await crowd.join(server.port, 2 * pairs);
  const times = [];
  for (let i = 0; i < pairs; i++) talk(crowd.people.slice(2 * i, 2 * i + 2), 20, times);
  await new Promise(resolve => setTimeout(resolve, 1000)); // until all are under way
  times.length = 0;
  const cpu = await server.cpu();
  await new Promise(resolve => setTimeout(resolve, seconds * 1000)); // the measure
  const used = (await server.cpu()) - cpu;
  const relayed = times.length;
  times.sort((a, b) => a - b);
  crowd.leave();
  const at = share => times[Math.floor(share * (times.length - 1))];
  return { perSecond: relayed / seconds, perCpuSecond: relayed / used, p50: at(0.5), p99: at(0.99) };
}

const whole = number => Math.round(number).toLocaleString('en');
const show = (what, who, text) => console.log(`${what.padEnd(18)}${who.padEnd(12)}${text}`);
const relayed = f =>
  `${whole(f.perSecond)}/s relayed, ${whole(f.perCpuSecond)}/CPU second, p50 ${f.p50.toFixed(2)} ms, p99 ${f.p99.toFixed(2)} ms`;
const measures = [
  ['joins', measureJoins, f => `${whole(f.perSecond)}/s, ${whole(f.perCpuSecond)}/CPU second`, f => f.perCpuSecond],
  [
    'idle participants',
    measureIdle,
    f => `${whole(idle)}, ${(f.bytes / 1024).toFixed(1)} KB each, ${(f.used * 100).toFixed(0)} % of a core`,
    f => 1 / f.bytes
  ],
  ['descriptions', server => measureRelay(server, negotiate), relayed, f => f.perCpuSecond],
  ['candidates', server => measureRelay(server, trickle), relayed, f => f.perCpuSecond]
];
const wanted = process.argv.slice(2); // all, if none is named
for (const [what, measure, text, worth] of measures) {
  if (wanted.length && !wanted.includes(what)) continue;
  const found = [];
  for (const [who, start] of Object.entries(servers)) {
    const server = await start();
    const figures = await measure(server);
    show(what, who, text(figures));
    found.push(worth(figures));
    await server.stop();
  }
  show(
    what,
    '',
    `${(found[0] / found[1]).toFixed(1)} x Node's per ${what === 'idle participants' ? 'byte' : 'CPU second'}`
  );
}
process.exit();
