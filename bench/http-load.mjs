// A load on one HTTP server: so many kept connections, each with one request at a time.
import { once } from 'node:events';
import net from 'node:net';
import { performance } from 'node:perf_hooks';

/** What is at `share` of a list in order, e.g. 0.99. */
export const quantile = (list, share) =>
  list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

/** A whole HTTP request. `localAddress` is not part of it. */
export function request(method, path, { headers = {}, body } = {}) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const sent = {
    Host: 'bench',
    ...headers,
    ...(text && { 'Content-Type': 'application/json', 'Content-Length': text.length })
  };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`;
}

/** The answer at the beginning of `text`; nothing while it is not whole. */
function parseAnswer(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end + 2);
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const body = text.slice(end + 4);
  if (Buffer.byteLength(body) < length) return undefined;
  return { status: Number(head.slice(9, 12)), head, body };
}

/** One kept connection; ask() takes one request at a time. */
export class Connection {
  #socket;
  #seen = '';
  #resolve;

  static async open(port) {
    const connection = new Connection();
    connection.#socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
    connection.#socket.setEncoding('utf8');
    connection.#socket.on('data', text => connection.#take(text));
    await once(connection.#socket, 'connect');
    return connection;
  }
  ask(text) {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#socket.once('close', () => reject(new Error('the server closed a connection')));
      this.#socket.write(text);
    }).finally(() => this.#socket.removeAllListeners('close'));
  }
  close() {
    this.#socket.destroy();
  }
  #take(text) {
    this.#seen += text;
    const answer = parseAnswer(this.#seen);
    if (!answer) return;
    this.#seen = '';
    this.#resolve(answer);
  }
}

/** A client of an event stream. */
export class EventClient {
  #socket;
  #seen = '';
  #wanted = undefined; // what heard() waits for

  constructor(port, text, localAddress) {
    this.#socket = net.connect({ port, host: '127.0.0.1', localAddress }).setEncoding('utf8');
    this.#socket
      .on('data', heard => this.#take(heard))
      .on('error', () => {})
      .on('close', () => this.#end());
    this.#socket.write(text);
  }
  /** Resolves once `text` has come, since the last text that was waited for. */
  heard(text) {
    return new Promise((resolve, reject) => {
      this.#wanted = { text, resolve, reject };
      this.#take('');
    });
  }
  close() {
    this.#socket.destroy();
  }
  #take(text) {
    this.#seen += text;
    if (!this.#wanted || !this.#seen.includes(this.#wanted.text)) return;
    this.#wanted.resolve();
    this.#wanted = undefined;
    this.#seen = '';
  }
  #end() {
    this.#wanted?.reject(new Error(`an event stream ended: ${this.#seen}`));
  }
}

/**
 * Sends `requests` over `connections` connections. Every answer must have `status`. Resolves to requests per second, the latencies'
 * p50 and p99 in milliseconds, and the answers in the order of the requests.
 */
export async function load({ port, connections, requests, status }) {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  const answers = [];
  const took = [];
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    open.map(async connection => {
      while (next < requests.length) {
        const at = next++;
        const sent = performance.now();
        answers[at] = await connection.ask(requests[at]);
        took.push(performance.now() - sent);
        if (answers[at].status !== status) throw new Error(`answered ${answers[at].status}: ${answers[at].body}`);
      }
    })
  );
  const seconds = (performance.now() - begun) / 1000;
  for (const connection of open) connection.close();
  return { perSecond: requests.length / seconds, p50: quantile(took, 0.5), p99: quantile(took, 0.99), answers };
}
