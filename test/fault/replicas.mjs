// Two replicas on one PostgreSQL behind nginx, and the people who work through them.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { freePort, spawnServe, unhurried } from '../serve.mjs';
import { startNginx } from '../nginx.mjs';
import { makeDatabase } from '../postgresql.mjs';
import { ask, codeOf } from './ask.mjs';
import { startSandbox } from './sandbox.mjs';

/** The JSON of an answer that must have that status. */
export async function answered(status, promise) {
  const answer = await promise;
  assert.equal(answer.status, status, answer.json?.code);
  return answer.json;
}

/** Waits until `holds`, for what is worked off behind an answer, as webhooks are. */
export async function eventually(what, holds, within = 15_000) {
  const until = Date.now() + within;
  while (!(await holds())) {
    assert.ok(Date.now() < until, `not within ${within} ms: ${what}`);
    await pass(50);
  }
}

export async function redeem(by, link, cookie) {
  const answer = await by('POST', '/v1/visits', { body: { code: codeOf(link) }, cookie });
  assert.equal(answer.status, cookie ? 200 : 201, answer.json?.code);
  return { ...answer.json.visit, cookie: answer.cookie };
}
export const visit = (by, { id, cookie }) => answered(200, by('GET', `/v1/visits/me?visit=${id}`, { cookie }));
export const join = (by, { id, cookie }) => by('POST', `/v1/visits/me/join?visit=${id}`, { cookie });

export class Replicas {
  /** Who asks by which door: at a replica itself, or through nginx. */
  ways = {
    a: (...request) => ask(this.base('a'), ...request),
    b: (...request) => ask(this.base('b'), ...request),
    nginx: (...request) => ask(this.base('nginx'), ...request)
  };
  /** Awaited before and after Twilio Video works on a request; told what that is. */
  latency = async () => {};
  #running = {};

  base(name) {
    return `http://127.0.0.1:${this.ports[name]}`;
  }

  async startAll() {
    this.sandbox = await startSandbox();
    this.database = await makeDatabase();
    this.video = await this.sandbox.startVideo(asked => this.latency(asked));
    this.folder = await mkdtemp(path.join(tmpdir(), 'flex-video-replicas-'));
    this.ports = { nginx: await freePort(), a: await freePort(), b: await freePort() };
    await Promise.all([this.start('a'), this.start('b')]);
    this.nginx = await startNginx(this.ports.nginx, [this.ports.a, this.ports.b]);
  }

  async stopAll() {
    await this.nginx?.stop();
    await Promise.all(Object.keys(this.#running).map(name => this.kill(name)));
    await this.video?.stop();
    await this.database?.drop();
    await this.sandbox?.stop();
    if (this.folder) await rm(this.folder, { recursive: true });
  }

  start(name) {
    this.#running[name] = spawnServe({
      ...{ demo: this.sandbox.demo, videoUrl: this.video.url, port: this.ports[name], baseUrl: this.base('nginx') },
      data: path.join(this.folder, name),
      args: ['--log-level', 'warn', '--trusted-proxies', '127.0.0.1', ...unhurried],
      env: { ...this.sandbox.twilio, FLEX_VIDEO_DATABASE: this.database.url }
    });
    return this.#running[name].ready;
  }

  async kill(name) {
    const { child, exited } = this.#running[name];
    child.kill('SIGKILL');
    await exited;
  }

  async startIfDead(name) {
    const { child } = this.#running[name];
    if ((child.exitCode ?? child.signalCode) !== null) await this.start(name);
  }

  /**
   * Resolves when Twilio Video is about to work on the next request that `wanted` says yes to, or has worked on it. Its answer
   * never comes.
   */
  loseAnswer(wanted) {
    return new Promise(resolve => {
      this.latency = async asked => {
        if (!wanted(asked)) return;
        this.latency = async () => {};
        resolve();
        await new Promise(() => {});
      };
    });
  }

  arrive() {
    return this.sandbox.arrive();
  }
  startCall(by, contact) {
    return by('POST', '/v1/sessions', { token: this.sandbox.people.ada, body: contact });
  }
  agent(by, method, path, body) {
    return by(method, `/v1/sessions/${path}`, { token: this.sandbox.people.ada, body });
  }
  look(by, { id }) {
    return answered(200, this.agent(by, 'GET', id));
  }
  roomsOf({ taskSid }) {
    return [...this.video.rooms.values()].filter(room => room.uniqueName === `Room-${taskSid}`);
  }

  /** A call in which Ada and a customer have met, through the replicas that are named. */
  async liveCall(agentBy, customerBy) {
    const contact = await this.arrive();
    const { session, customerLink } = await answered(201, this.startCall(agentBy, contact));
    const customer = await redeem(customerBy, customerLink);
    const customers = await answered(200, join(customerBy, customer));
    const agents = await answered(200, this.agent(agentBy, 'POST', `${session.id}/join`));
    assert.equal(customers.room, session.roomSid);
    for (const { identity } of [agents, customers])
      assert.equal(await this.video.connect(session.roomSid, identity), 204);
    await eventually('live', async () => (await this.look(agentBy, session)).session.state === 'live');
    return { contact, session, customerLink, customer, agents, customers };
  }
}
