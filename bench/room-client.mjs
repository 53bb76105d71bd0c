// A participant as twilio-video's signalling makes it; its media, if there is any, is the caller's.
import { createHmac } from 'node:crypto';
import WebSocket from 'ws';
import { credentials } from './server-process.mjs';

const base64url = value => Buffer.from(JSON.stringify(value)).toString('base64url');
const sdp = `v=0\r\n${'a=rtpmap:96 VP8/90000\r\n'.repeat(180)}`; // about 4 KB, as of two Chromium tracks
const quiet = 1_500; // milliseconds until a heartbeat is due

function tokenOf(identity) {
  const now = Math.floor(Date.now() / 1000);
  const { TWILIO_ACCOUNT_SID: sub, TWILIO_API_KEY: iss, TWILIO_API_SECRET: secret } = credentials;
  const head = base64url({ alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' });
  const claims = base64url({
    jti: `${iss}-${now}`,
    iss,
    sub,
    iat: now,
    exp: now + 3600,
    grants: { identity, video: {} }
  });
  return `${head}.${claims}.${createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url')}`;
}

const tracksOf = (identity, kinds = ['audio', 'video']) =>
  kinds.map(kind => ({
    id: `${identity}-${kind}`,
    name: kind,
    kind,
    enabled: true,
    priority: 'standard'
  }));

export class Participant {
  /**
   * Resolves when it is in the room. `from` is its own address; `offer` its first description, which says nothing true unless
   * given; `tracks` are of these kinds.
   */
  static async join(port, room, identity, { from, offer = sdp, kinds, onDescription = () => {} } = {}) {
    const made = new Participant(identity, kinds);
    made.onDescription = onDescription;
    made.socket = new WebSocket(`ws://127.0.0.1:${port}/signaling`, { perMessageDeflate: false, localAddress: from });
    await new Promise((resolve, reject) => made.socket.once('open', resolve).once('error', reject));
    made.socket.on('message', text => made.#heard(JSON.parse(text)));
    const token = tokenOf(identity);
    made.#send({ type: 'hello', id: identity, timeout: 5000, version: 2, body: { type: 'ice', version: 1, token } });
    await made.#next('iced');
    made.connection = `${identity}-pc`;
    made.#say({
      ...{
        type: 'connect',
        version: 2,
        name: room,
        token,
        format: 'unified',
        ice_servers: 'acquire',
        media_signaling: {}
      },
      participant: made.#state,
      peer_connections: [{ id: made.connection, description: { type: 'offer', revision: 1, sdp: offer } }],
      subscribe: { rules: [{ type: 'include', all: true }], revision: 1 }
    });
    await made.#next('connected');
    return made;
  }

  #state;
  #waiting = new Map();
  #tellOffer;
  /** Resolves to the id of the peer connection whose first offer it is given. */
  offered = new Promise(resolve => (this.#tellOffer = resolve));
  onCandidates = () => {};

  constructor(identity, kinds) {
    this.identity = identity;
    this.#state = { revision: 1, tracks: tracksOf(identity, kinds) };
  }

  #send(frame) {
    this.said = performance.now();
    this.socket.send(JSON.stringify(frame));
  }
  #say(body) {
    this.#send({ type: 'msg', body });
  }
  #next(type) {
    return new Promise(resolve => this.#waiting.set(type, resolve));
  }
  #heard({ body }) {
    if (!body) return;
    if (body.type === 'error') throw new Error(`${this.identity}: ${body.code}`);
    if (body.type === 'connected') this.session = body.session; // the server may describe in the very next message
    this.#waiting.get(body.type)?.(body);
    for (const { id, description, ice } of body.peer_connections ?? []) {
      if (description?.type === 'offer') this.#tellOffer(id);
      if (description?.sdp) this.onDescription(id, description);
      if (ice) this.onCandidates(id, ice);
    }
  }

  describe(id, type, revision, description = sdp) {
    const said = [{ id, description: { type, revision, sdp: description } }];
    this.#say({ type: 'update', version: 2, session: this.session, participant: this.#state, peer_connections: said });
  }
  /** As the SDK does: each candidate in a message of its own, with all before it, within one turn of its loop. */
  trickle(id, ufrag, count) {
    const candidates = [];
    for (let revision = 1; revision <= count; revision++) {
      candidates.push({
        candidate: `candidate:842163049 1 udp 1677729535 203.0.113.7 ${40_000 + revision} typ srflx raddr 10.0.0.7 rport ${revision} generation 0 ufrag ${ufrag} network-cost 999`,
        sdpMid: '0',
        sdpMLineIndex: 0
      });
      const said = [{ id, ice: { ufrag, revision, candidates } }];
      this.#say({
        type: 'update',
        version: 2,
        session: this.session,
        participant: this.#state,
        peer_connections: said
      });
    }
  }
  /** Says that it is there, if it has said nothing for a while. */
  beat(now) {
    if (now - this.said > quiet) this.#send({ type: 'heartbeat' });
  }
  leave() {
    this.#say({ type: 'disconnect', version: 2, session: this.session });
    this.socket.close(1000);
  }
}
