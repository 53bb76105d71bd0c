// The media of participants without browsers (bench/media-clients), and the SDP that a browser would have said for them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from '../server-process.mjs';

const payloadTypes = { audio: 111, video: 96 };
const probation = 1234; // of mediasoup's padding, by which it finds out how much a way bears
const ufrag = 'ours';
const password = 'a-password-of-ours-long-enough';
const codecs = {
  audio: ['a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=1'],
  video: ['a=rtpmap:96 VP8/90000', 'a=rtcp-fb:96 nack', 'a=rtcp-fb:96 nack pli', 'a=rtcp-fb:96 ccm fir']
};

/** One process with the media of any number of clients, each known by a number. */
export class MediaClients {
  #child = spawn(path.join(build, 'bench/media_clients_bench'), { stdio: ['pipe', 'pipe', 'inherit'] });
  #connected = new Map();
  #streams = [];
  #reported;
  #last = 0;

  static async start() {
    const made = new MediaClients();
    await new Promise(resolve => (made.ready = resolve));
    return made;
  }

  constructor() {
    createInterface({ input: this.#child.stdout }).on('line', line => this.#heard(line.split(' ')));
  }

  #heard([what, ...words]) {
    if (what === 'certificate') this.fingerprint = words[0];
    if (what === 'certificate') this.ready();
    if (what === 'connected') this.#connected.get(Number(words[0]))();
    if (what === 'stream') {
      const [id, ssrc, packets, missing, frames, bytes] = words.map(Number);
      if (ssrc !== probation) this.#streams.push({ id, ssrc, packets, missing, frames, bytes });
    }
    if (what === 'reported') this.#reported(this.#streams.splice(0));
  }
  #say(...words) {
    this.#child.stdin.write(words.join(' ') + '\n');
  }

  /** A new number, which no client has yet. */
  next() {
    return ++this.#last;
  }
  /** Resolves when DTLS is through with what `remote` names: address, port, ufrag, password. */
  connect(id, remote) {
    return new Promise(resolve => {
      this.#connected.set(id, resolve);
      this.#say('connect', id, remote.address, remote.port, remote.ufrag, remote.password, ufrag, password);
    });
  }
  /** Sends media of that kind with so many bit/s from now on. */
  send(id, kind, bitrate) {
    this.#say('send', id, kind, this.ssrc(id, kind), payloadTypes[kind], bitrate);
  }
  ssrc = (id, kind) => id * 10 + (kind === 'audio' ? 1 : 2);
  begin() {
    this.#say('begin');
  }
  /** What came since begin(), by client and SSRC. */
  report() {
    const told = new Promise(resolve => (this.#reported = resolve));
    this.#say('report');
    return told;
  }
  /** Resolves when so many streams come, each with packets since a moment ago. */
  async receives(count, within = 30_000) {
    const until = performance.now() + within;
    for (;;) {
      this.begin();
      await new Promise(resolve => setTimeout(resolve, 500));
      const coming = (await this.report()).filter(({ packets }) => packets > 0).length;
      if (coming === count) return;
      if (performance.now() > until) throw new Error(`${coming} of ${count} streams come`);
    }
  }
  async stop() {
    this.#child.stdin.end();
    await once(this.#child, 'exit');
  }

  #transport(setup) {
    return [
      ...['c=IN IP4 0.0.0.0', 'a=rtcp-mux', `a=ice-ufrag:${ufrag}`, `a=ice-pwd:${password}`],
      ...[`a=fingerprint:sha-256 ${this.fingerprint}`, `a=setup:${setup}`]
    ];
  }
  #sent(id, kind, track) {
    const ssrc = this.ssrc(id, kind);
    return [`a=msid:- ${track}`, `a=ssrc:${ssrc} cname:${id}`, `a=ssrc:${ssrc} msid:- ${track}`];
  }
  #session(mids) {
    return ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', `a=group:BUNDLE ${mids.join(' ')}`];
  }

  /** The offer of client `id`; `tracks` are the names of what it sends by kind. */
  offer(id, tracks) {
    const sections = ['audio', 'video'].map((kind, mid) => [
      `m=${kind} 9 UDP/TLS/RTP/SAVPF ${payloadTypes[kind]}`,
      ...this.#transport('active'),
      `a=mid:${mid}`,
      tracks[kind] ? 'a=sendrecv' : 'a=recvonly',
      ...codecs[kind],
      ...(tracks[kind] ? this.#sent(id, kind, tracks[kind]) : [])
    ]);
    return [...this.#session([0, 1]), ...sections.flat(), ''].join('\r\n');
  }
  /** Its answer to `offer`, which takes all that is offered. */
  answer(id, offer, tracks = {}) {
    const sections = offer.split(/^(?=m=)/m).slice(1);
    const mids = sections.map(section => /^a=mid:(\S+)/m.exec(section)[1]);
    const said = sections.map((section, at) => {
      const [media, ...lines] = section.trim().split('\r\n');
      const kind = /^m=(\w+)/.exec(media)[1];
      const own = ['0', '1'].includes(mids[at]) ? tracks[kind] : undefined;
      const kept = lines.filter(line => /^a=(rtpmap|fmtp|sctp-port|max-message-size)/.test(line));
      const direction = own ? 'sendonly' : lines.includes('a=sendonly') ? 'recvonly' : 'inactive';
      return [
        media.replace(/ \d+ /, ' 9 '),
        ...this.#transport('active'),
        `a=mid:${mids[at]}`,
        ...(kind === 'application' ? [] : [`a=${direction}`]),
        ...kept,
        ...(own ? this.#sent(id, kind, own) : [])
      ];
    });
    return [...this.#session(mids), ...said.flat(), ''].join('\r\n');
  }
}

/** Where a description says that its author is reached: over IPv4 and UDP. */
export function remoteOf(sdp) {
  const [, address, port] = /^a=candidate:\S+ 1 udp \d+ ([\d.]+) (\d+) typ host/im.exec(sdp);
  const [, ufrag] = /^a=ice-ufrag:(\S+)/m.exec(sdp);
  const [, password] = /^a=ice-pwd:(\S+)/m.exec(sdp);
  return { address, port, ufrag, password };
}
