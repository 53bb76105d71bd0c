// serve is killed again and again in the midst of its work. What it had answered must be so when it is back, nothing may be
// half done, and in the end no room may be left that nobody knows of.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pass } from 'node:timers/promises';
import { freePort, spawnServe, unhurried } from '../serve.mjs';
import { makeDatabase } from '../postgresql.mjs';
import { Calls } from './calls.mjs';
import { check, openSessions } from './check.mjs';
import { Dice } from './random.mjs';
import { startSandbox } from './sandbox.mjs';

const seed = process.env.FLEX_VIDEO_TEST_SEED ?? String(Date.now());
const kills = 100;
const clients = 5;
const most_answers = 30; // between two kills; a machine that is too slow for them is not waited for
const longest_life = 2000; // ms
// A noted room is a stray after two minutes; then the sweeper closes fifty in a round, five seconds apart.
const sweeper_needs = 120_000 + 40_000;

let sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.stop());

/** serve, as often as it is started, on one folder, database and port. */
class Serve {
  kills = 0;
  output = '';
  constructor(options) {
    this.options = options;
  }
  spawn() {
    this.running = spawnServe(this.options);
    return this.running.ready;
  }
  async kill() {
    const { child, exited, output } = this.running;
    assert.equal(child.exitCode ?? child.signalCode, null, `serve ended by itself:\n${output()}`);
    child.kill('SIGKILL');
    this.kills += 1;
    await exited;
    this.output += output();
  }
}

async function crashes(t, name, env) {
  t.diagnostic(`${name}: FLEX_VIDEO_TEST_SEED=${seed} repeats its kills`);
  const dice = new Dice(`${seed} ${name}`);
  const network = new Dice(`${seed} ${name} network`);
  const video = await sandbox.startVideo(() => pass(network.below(12)));
  const data = await mkdtemp(path.join(tmpdir(), 'flex-video-crash-'));
  const serve = new Serve({
    ...{ demo: sandbox.demo, videoUrl: video.url, port: await freePort(), data },
    args: ['--log-level', 'warn', '--max-participants', '50', ...unhurried],
    env: { ...sandbox.twilio, ...env }
  });
  t.after(async () => {
    serve.running?.child.kill('SIGKILL');
    await serve.running?.exited;
    await video.stop();
    await rm(data, { recursive: true });
  });

  await serve.spawn();
  const calls = new Calls({
    base: serve.running.base,
    people: sandbox.people,
    arrive: sandbox.arrive,
    dice: new Dice(`${seed} ${name} people`)
  });
  const began = Date.now();
  const contacts = Array.from({ length: clients }, () => [{}, {}, {}]);
  while (serve.kills < kills) {
    const before = serve.kills;
    const at_work = contacts.map(async own => {
      await calls.work(own);
      assert.equal(serve.kills, before + 1, 'nobody waits in vain for an answer of a serve that lives');
    });
    const strike = async () => {
      await Promise.race([calls.answered(dice.below(most_answers)), pass(longest_life, undefined, { ref: false })]);
      await pass(dice.below(20));
      await serve.kill();
    };
    await Promise.all([strike(), ...at_work]);
    while (serve.kills < kills && dice.chance(0.1)) {
      serve.spawn();
      await pass(dice.below(300));
      await serve.kill();
    }
    await serve.spawn();
    await check(calls, video);
  }
  const crashed = Date.now();

  const strays = async () => {
    const held = new Set([...(await openSessions(calls)).values()].map(session => session.roomSid));
    return video.inProgress().filter(room => !held.has(room.sid));
  };
  const left = (await strays()).length;
  assert.ok(left > 0, 'no kill came between a room and its session: the test shows nothing');
  while ((await strays()).length > 0) {
    assert.ok(Date.now() < crashed + sweeper_needs, 'rooms are in progress that no session has');
    await pass(500);
  }
  await check(calls, video, calls.sessions.values());
  const seconds = (from, to) => Math.round((to - from) / 1000);
  t.diagnostic(
    `${name}: ${serve.kills} kills in ${seconds(began, crashed)} s, ${calls.answers} answers, ` +
      `${calls.unanswered} requests without one, ${calls.sessions.size} sessions, ${video.rooms.size} rooms, ` +
      `${left} of them strays, all closed after ${seconds(crashed, Date.now())} s`
  );
  assert.doesNotMatch(serve.output, /\/j\/[\w-]{20}|eyJ[\w-]{8,}\.eyJ/, 'what is logged admits nobody');
}

describe('what was answered outlives a kill, and what was begun is finished or undone', { concurrency: 2 }, () => {
  test('on SQLite', t => crashes(t, 'SQLite', { FLEX_VIDEO_LINK_SECRET: '' }));
  test('on PostgreSQL', async t => {
    const database = await makeDatabase();
    t.after(() => database.drop());
    await crashes(t, 'PostgreSQL', { FLEX_VIDEO_DATABASE: database.url });
  });
});
