// The same media worker, driven by mediasoup's own library for Node, with nothing of ours between.
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, here, run, serverCore } from '../server-process.mjs';
import { costOf } from './cost.mjs';

const { createWorker } = createRequire(path.join(here, 'mediasoup/package.json'))('mediasoup');

const codecs = {
  audio: { mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111, parameters: {}, rtcpFeedback: [] },
  video: {
    ...{ mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96, parameters: {} },
    rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'ccm', parameter: 'fir' }]
  }
};
const mediaCodecs = Object.entries(codecs).map(([kind, { payloadType, ...codec }]) => ({
  ...codec,
  kind,
  preferredPayloadType: payloadType
}));

export class RawWorker {
  static async start(clients) {
    const made = new RawWorker();
    made.clients = clients;
    const workerBin = path.join(build, '../media-worker/flex-video-media-worker');
    made.worker = await createWorker({ workerBin, logLevel: 'error' });
    await run('taskset', ['-cp', serverCore, String(made.worker.pid)]);
    return made;
  }

  rooms = new Map();

  async open(name) {
    this.rooms.set(name, { router: await this.worker.createRouter({ mediaCodecs }), inside: [], producers: [] });
  }

  async join(room, bitrates) {
    const { router, inside, producers } = this.rooms.get(room);
    const { clients } = this;
    const id = clients.next();
    const transport = await router.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] });
    const [{ address, port }] = transport.iceCandidates;
    const { usernameFragment: ufrag, password } = transport.iceParameters;
    const fingerprints = [{ algorithm: 'sha-256', value: clients.fingerprint }];
    await transport.connect({ dtlsParameters: { role: 'client', fingerprints } });
    await clients.connect(id, { address, port, ufrag, password });
    const consume = (over, producer) =>
      over.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities });
    for (const producer of producers) await consume(transport, producer);
    for (const [kind, bitrate] of Object.entries(bitrates)) {
      const encodings = [{ ssrc: clients.ssrc(id, kind) }];
      const rtpParameters = { codecs: [codecs[kind]], encodings, rtcp: { cname: String(id) } };
      const producer = await transport.produce({ kind, rtpParameters });
      producers.push(producer);
      for (const other of inside) await consume(other, producer);
      clients.send(id, kind, bitrate);
    }
    inside.push(transport);
  }

  cost() {
    return { media: costOf(this.worker.pid), control: { cpu: 0, memory: 0 } };
  }

  stop() {
    this.worker.close();
  }
}
