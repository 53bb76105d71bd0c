// Our group rooms under measurement: `flex-video serve` with its media workers, and who is in them.
import path from 'node:path';
import { Participant } from '../room-client.mjs';
import { credentials, here, startBeside, startServe } from '../server-process.mjs';
import { remoteOf } from './clients.mjs';
import { childrenOf, costOf } from './cost.mjs';

const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token } = credentials;
const authorization = 'Basic ' + Buffer.from(`${account}:${token}`).toString('base64');

export class GroupRooms {
  /** On the server's core, unless it may have `all`. */
  static async start(clients, { workers = 1, all = false } = {}) {
    const made = new GroupRooms();
    made.clients = clients;
    made.twilio = await startBeside(process.execPath, [path.join(here, 'twilio-stand-in.mjs')]);
    const settings = { 'media-workers': workers, 'media-addresses': '127.0.0.1', 'media-streams': 100_000 };
    made.server = await startServe({ twilio: made.twilio, settings, pinned: !all });
    made.beats = setInterval(() => made.people.forEach(one => one.beat(performance.now())), 300);
    return made;
  }

  people = [];

  /** A room of that name. */
  async open(name) {
    const answer = await fetch(`http://127.0.0.1:${this.server.port}/v1/Rooms`, {
      method: 'POST',
      headers: { Authorization: authorization },
      body: new URLSearchParams({ UniqueName: name, Type: 'group', MaxParticipants: '50' })
    });
    if (answer.status !== 201) throw new Error(await answer.text());
  }

  /** Somebody comes who sends `bitrates` by kind; resolves when its media flows. */
  async join(room, bitrates) {
    const { clients } = this;
    const id = clients.next();
    const kinds = Object.keys(bitrates);
    const tracks = Object.fromEntries(kinds.map(kind => [kind, `person-${id}-${kind}`]));
    const answered = Promise.withResolvers();
    const person = await Participant.join(this.server.port, room, `person-${id}`, {
      kinds,
      offer: clients.offer(id, tracks),
      onDescription(connection, { type, revision, sdp }) {
        if (type === 'answer') answered.resolve(sdp);
        if (type === 'offer') this.describe(connection, 'answer', revision, clients.answer(id, sdp, tracks));
      }
    });
    this.people.push(person);
    await clients.connect(id, remoteOf(await answered.promise));
    for (const kind of kinds) clients.send(id, kind, bitrates[kind]);
  }

  cost() {
    const server = this.server.child.pid;
    return { media: costOf(...childrenOf(server)), control: costOf(server) };
  }

  async stop() {
    clearInterval(this.beats);
    for (const person of this.people) person.leave();
    await this.server.stop();
    await this.twilio.stop();
  }
}
