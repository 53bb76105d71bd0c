// The process in the middle of a Wire: what one end sends comes out at the other as the weather allows. Its arguments are the
// networks of the two ends.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const VXLAN_PORT = 4789;
/** VXLAN's own header is not on the cable that it stands for. */
const HEADER_BYTES = 8;
/** What would wait longer for its turn is dropped, as a router does. */
const LONGEST_QUEUE_MS = 400;

let weather = { loss: 0, delayMs: 0, bitsPerSecond: null, cut: false };
let dropped = 0;

/** One way through the cable; packets stay in their order. */
class Direction {
  #queue = [];
  #freeAt = 0;
  #timer = null;
  #deliver;

  constructor(deliver) {
    this.#deliver = deliver;
  }

  take(packet) {
    const now = performance.now();
    const begins = Math.max(now, this.#freeAt);
    const { loss, delayMs, bitsPerSecond, cut } = weather;
    if (cut || Math.random() < loss || begins - now > LONGEST_QUEUE_MS) return void dropped++;
    const bits = (packet.length - HEADER_BYTES) * 8;
    this.#freeAt = bitsPerSecond === null ? now : begins + (bits * 1_000) / bitsPerSecond;
    this.#queue.push({ packet, due: this.#freeAt + delayMs });
    this.#arm();
  }

  /** What is on its way is lost, too. */
  cut() {
    this.#queue = [];
    this.#freeAt = 0;
  }

  #arm() {
    if (this.#timer !== null || this.#queue.length === 0) return;
    this.#timer = setTimeout(() => this.#release(), Math.max(0, this.#queue[0].due - performance.now()));
  }

  #release() {
    this.#timer = null;
    while (this.#queue.length > 0 && this.#queue[0].due <= performance.now()) this.#deliver(this.#queue.shift().packet);
    this.#arm();
  }
}

const [here, there] = await Promise.all(
  process.argv.slice(2).map(async network => {
    const socket = createSocket('udp4').bind(VXLAN_PORT, `${network}.1`);
    await once(socket, 'listening');
    return { socket, send: packet => socket.send(packet, VXLAN_PORT, `${network}.2`) };
  })
);
const directions = [
  [here, there],
  [there, here]
].map(([from, to]) => {
  const direction = new Direction(to.send);
  from.socket.on('message', packet => direction.take(packet));
  return direction;
});

process.on('message', next => {
  weather = next ?? weather;
  if (weather.cut) directions.forEach(direction => direction.cut());
  process.send({ dropped });
});
process.on('disconnect', () => process.exit()); // whoever laid it is gone
process.send({ dropped });
