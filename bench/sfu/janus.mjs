// Janus, as Debian has it, with its plugin for rooms: https://janus.conf.meetecho.com/docs/videoroom.html
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { build, serverCore } from '../server-process.mjs';
import { remoteOf } from './clients.mjs';
import { costOf } from './cost.mjs';

const installed = '/usr/lib/x86_64-linux-gnu/janus';
const port = 18_188;

const settings = folder => ({
  'janus.jcfg': `general: { configs_folder = "${folder}", plugins_folder = "${folder}/plugins",
    transports_folder = "${folder}/transports", events_folder = "${folder}", loggers_folder = "${folder}", debug_level = 2 }
    media: { rtp_port_range = "20000-29999" }
    nat: { ice_enforce_list = "lo" }`,
  'janus.transport.http.jcfg': `general: { http = true, port = ${port}, ip = "127.0.0.1", json = "plain" }`,
  'janus.plugin.videoroom.jcfg': ''
});

export class Janus {
  static async start(clients) {
    const made = new Janus();
    made.clients = clients;
    await mkdir(build, { recursive: true });
    made.folder = await mkdtemp(path.join(build, 'janus-'));
    for (const [file, text] of Object.entries(settings(made.folder)))
      await writeFile(path.join(made.folder, file), text);
    for (const part of ['plugins/libjanus_videoroom.so', 'transports/libjanus_http.so']) {
      await mkdir(path.join(made.folder, path.dirname(part)));
      await symlink(path.join(installed, part), path.join(made.folder, part));
    }
    made.child = spawn('taskset', ['-c', serverCore, 'janus', '-F', made.folder], { stdio: 'ignore' });
    made.session = (await made.#created()).data.id;
    made.#listen();
    return made;
  }

  #waiting = new Map();
  rooms = new Map();

  async #created() {
    for (let tries = 0; ; tries++) {
      const answer = await this.#post('', { janus: 'create' }).catch(error => error);
      if (!(answer instanceof Error)) return answer;
      if (tries > 100) throw answer;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  async #post(where, what, transaction = String(Math.random())) {
    const answer = await fetch(`http://127.0.0.1:${port}/janus${where}`, {
      method: 'POST',
      body: JSON.stringify({ ...what, transaction })
    });
    return answer.json();
  }

  /** Events come by long polls. */
  async #listen() {
    while (!this.stopped) {
      const events = await fetch(`http://127.0.0.1:${port}/janus/${this.session}?maxev=20`)
        .then(answer => answer.json())
        .catch(() => []);
      for (const event of [events].flat()) this.#waiting.get(event.transaction)?.(event);
    }
  }

  async #handle() {
    const { data } = await this.#post(`/${this.session}`, { janus: 'attach', plugin: 'janus.plugin.videoroom' });
    return `/${this.session}/${data.id}`;
  }

  /** Asks the plugin, and resolves to the event that answers. */
  async #ask(handle, body, jsep) {
    const transaction = String(Math.random());
    const told = new Promise(resolve => this.#waiting.set(transaction, resolve));
    const answer = await this.#post(handle, { janus: 'message', body, ...(jsep && { jsep }) }, transaction);
    const event = answer.janus === 'ack' ? await told : answer;
    const { data } = event.plugindata;
    if (data.error) throw new Error(data.error);
    return { ...data, jsep: event.jsep };
  }

  async open(name) {
    const room = this.rooms.size + 1;
    this.rooms.set(name, { room, inside: [] });
    const codecs = { audiocodec: 'opus', videocodec: 'vp8' };
    await this.#ask(await this.#handle(), { request: 'create', room, publishers: 50, bitrate: 0, ...codecs });
  }

  /** One peer connection to send, and one for each other to receive from: subscriptions are made by settle(). */
  async join(name, bitrates) {
    const { room, inside } = this.rooms.get(name);
    const { clients } = this;
    const id = clients.next();
    const handle = await this.#handle();
    const joined = await this.#ask(handle, { request: 'join', ptype: 'publisher', room });
    const tracks = Object.fromEntries(Object.keys(bitrates).map(kind => [kind, kind]));
    const offer = { type: 'offer', sdp: clients.offer(id, tracks) };
    const { jsep } = await this.#ask(handle, { request: 'publish' }, offer);
    await clients.connect(id, remoteOf(jsep.sdp));
    for (const [kind, bitrate] of Object.entries(bitrates)) clients.send(id, kind, bitrate);
    for (const other of inside) {
      await this.#subscribe(room, other);
      await this.#subscribe(room, joined.id);
    }
    inside.push(joined.id);
  }

  async #subscribe(room, feed) {
    const { clients } = this;
    const id = clients.next();
    const handle = await this.#handle();
    const { jsep } = await this.#ask(handle, { request: 'join', ptype: 'subscriber', room, streams: [{ feed }] });
    const answer = { type: 'answer', sdp: clients.answer(id, jsep.sdp) };
    await this.#ask(handle, { request: 'start' }, answer);
    await clients.connect(id, remoteOf(jsep.sdp));
  }

  cost() {
    return { media: costOf(this.child.pid), control: { cpu: 0, memory: 0 } };
  }

  async stop() {
    this.stopped = true;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
    await rm(this.folder, { recursive: true, force: true });
  }
}
